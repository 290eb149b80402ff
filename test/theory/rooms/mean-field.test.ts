import { judgeRoom } from "../judge-room.ts";

judgeRoom("mean-field");
