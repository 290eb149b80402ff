import { judgeRoom } from "../judge-room.ts";

judgeRoom("linear-regime");
