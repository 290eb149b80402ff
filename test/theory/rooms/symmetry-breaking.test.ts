import { judgeRoom } from "../judge-room.ts";

judgeRoom("symmetry-breaking");
