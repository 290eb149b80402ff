import { judgeRoom } from "../judge-room.ts";

judgeRoom("rotational-symmetry");
