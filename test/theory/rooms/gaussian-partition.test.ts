import { judgeRoom } from "../judge-room.ts";

judgeRoom("gaussian-partition");
