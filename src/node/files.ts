/**
 * Files, written whole or not at all: a temporary file in the same folder, fsync, rename, fsync of the folder.
 * A kill or a power cut leaves the earlier content or the new one, never a mixture. System errors become one sentence.
 */
import { access, constants, type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { BoltzproofError } from "../errors.ts";

/** How a file is replaced: whether the one before is kept as the previous generation. */
export interface WriteOptions {
  /** Keep the earlier content beside the new one, as `previousGeneration(path)`. */
  readonly keepPrevious?: boolean;
}

/** Where the earlier content of a file lies when it was written with `keepPrevious`. */
export function previousGeneration(path: string): string {
  return `${path}.previous`;
}

let written = 0;

/**
 * Writes the whole file and returns once it is on the disk. Folders on the way are made.
 * @throws BoltzproofError "file"; whatever was there before is then untouched, and no temporary file stays.
 */
export async function writeFileAtomic(
  path: string,
  content: Uint8Array | string,
  options: WriteOptions = {},
): Promise<void> {
  const folder = dirname(path);
  await makeFolder(folder);
  const temporary = `${path}.${process.pid}-${written++}.tmp`;
  try {
    await removeAbandoned(folder, basename(path));
    await writeSynced(temporary, content);
    if (options.keepPrevious) await rename(path, previousGeneration(path)).catch(ignoreMissing);
    await rename(temporary, path);
    await syncFolder(folder);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {}); // the first error is the one to report
    throw fileError("write", path, cause);
  }
}

/** Writes and flushes a file in place: not atomic by itself. Exported for the test of a full device. */
export async function writeSynced(path: string, content: Uint8Array | string): Promise<void> {
  await withFile(path, "w", async (file) => {
    await file.writeFile(content);
    await file.sync();
  });
}

/**
 * Makes a folder and its parents. Not by mkdir's own `recursive`, which in Node 20 tries without end where a system
 * answers that a parent is missing which is there.
 * @throws BoltzproofError "file".
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    if (await isFolder(folder)) return;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  } catch (cause) {
    if (systemCode(cause) === "EEXIST" && (await isFolder(folder))) return; // somebody else was faster
    throw fileError("make the folder", folder, cause);
  }
}

/**
 * Refuses, before long work begins, a path that could not be written at its end: a file where a folder has to be, a
 * folder where a file has to be, no right to write. Makes nothing.
 * @throws BoltzproofError "file".
 */
export async function requireWritable(path: string, kind: "file" | "folder"): Promise<void> {
  try {
    const there = await stat(path).catch(ignoreMissingAs(undefined));
    if (there && there.isDirectory() !== (kind === "folder")) {
      throw Object.assign(new Error(), { code: kind === "folder" ? "ENOTDIR" : "EISDIR" });
    }
    let folder = there && kind === "folder" ? path : dirname(path);
    for (;;) {
      const at = await stat(folder).catch(ignoreMissingAs(undefined));
      if (at && !at.isDirectory()) throw Object.assign(new Error(), { code: "ENOTDIR" });
      if (at || folder === dirname(folder)) break;
      folder = dirname(folder);
    }
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw fileError("write", path, cause);
  }
}

function ignoreMissingAs<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (isMissing(error)) return value;
    throw error;
  };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** The bytes of a file. @throws BoltzproofError "file". */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw fileError("read", path, cause);
  }
}

/** True for the error of a file that is not there, as a system error or as ours. */
export function isMissing(error: unknown): boolean {
  const code = systemCode(error instanceof BoltzproofError ? error.cause : error);
  return code === "ENOENT" || code === "ENOTDIR";
}

/** A system error in words: what happened, what was expected, what to do. */
export function fileError(action: string, path: string, cause: unknown): BoltzproofError {
  if (cause instanceof BoltzproofError) return cause;
  const code = systemCode(cause);
  const [problem, expected, advice] = EXPLANATIONS[code] ?? [
    `the system error ${code} (${cause instanceof Error ? cause.message : String(cause)})`,
    "a working file system",
    "try another folder",
  ];
  return new BoltzproofError("file", { found: `${problem} on trying to ${action} ${path}`, expected, advice, cause });
}

const ELSEWHERE = "choose another folder, or change its permissions";

const EXPLANATIONS: Readonly<Record<string, readonly [string, string, string]>> = {
  ENOSPC: ["no space left on the device", "room for the file", "free some space or choose another folder"],
  EDQUOT: ["an exhausted disk quota", "room for the file", "free some space or choose another folder"],
  EFBIG: ["a limit on the size of files", "room for the file", "raise the limit or choose another folder"],
  EROFS: ["a read-only file system", "a folder that can be written", "choose another folder"],
  EACCES: ["no permission", "a folder with the right to do so", ELSEWHERE],
  EPERM: ["no permission", "a folder with the right to do so", ELSEWHERE],
  ENOENT: ["nothing there", "an existing path", "check the spelling of the path"],
  ENOTDIR: ["a file in the place of a folder", "a folder", "check the spelling of the path"],
  EEXIST: ["a file in the place of a folder", "a folder", "check the spelling of the path"],
  EISDIR: ["a folder in the place of a file", "a file", "name a file inside it"],
};

function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown";
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}

/** Temporary files of writers that were killed; those of living processes are left alone. */
async function removeAbandoned(folder: string, name: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    if (!entry.startsWith(`${name}.`) || !entry.endsWith(".tmp")) continue;
    const writer = /^(\d+)-\d+\.tmp$/.exec(entry.slice(name.length + 1))?.[1];
    if (writer && !isAlive(Number(writer))) await rm(join(folder, entry), { force: true });
  }
}

function isAlive(process_id: number): boolean {
  try {
    return process.kill(process_id, 0);
  } catch (error) {
    return systemCode(error) === "EPERM"; // alive, and another user's
  }
}

/** A rename survives a power cut once its folder is flushed; file systems that cannot flush a folder say so. */
async function syncFolder(folder: string): Promise<void> {
  try {
    await withFile(folder, "r", (handle) => handle.sync());
  } catch (error) {
    if (!["EINVAL", "EPERM", "EISDIR", "EACCES", "ENOTSUP"].includes(systemCode(error))) throw error;
  }
}

async function withFile(path: string, flags: string, use: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags);
  try {
    await use(file);
  } finally {
    await file.close();
  }
}
