import { judgeRoom } from "../judge-room.ts";

judgeRoom("gaussian-limit");
