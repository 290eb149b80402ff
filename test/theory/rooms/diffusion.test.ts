import { judgeRoom } from "../judge-room.ts";

judgeRoom("diffusion");
