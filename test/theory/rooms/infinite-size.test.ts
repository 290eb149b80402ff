import { judgeRoom } from "../judge-room.ts";

judgeRoom("infinite-size");
