import { judgeRoom } from "../judge-room.ts";

judgeRoom("reciprocal-space");
