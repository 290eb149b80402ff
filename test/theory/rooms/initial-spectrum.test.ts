import { judgeRoom } from "../judge-room.ts";

judgeRoom("initial-spectrum");
