import { judgeRoom } from "../judge-room.ts";

judgeRoom("free-energies");
