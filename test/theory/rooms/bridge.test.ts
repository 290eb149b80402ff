import { judgeRoom } from "../judge-room.ts";

judgeRoom("bridge");
