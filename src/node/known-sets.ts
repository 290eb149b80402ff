/**
 * Which data set an IDX pair is. Many sets share the shape and the labels of MNIST, and a changed pixel leaves no trace in
 * the format: only the SHA-256 of the bytes tells one from another. What is not known is named by its place and hash.
 */
import { createHash } from "node:crypto";

/** Where images come from, in the words of `DataMeta`. */
export interface Origin {
  readonly source: string;
  readonly note?: string;
}

type Pair<T> = { readonly images: T; readonly labels: T };

interface KnownSet {
  readonly source: string;
  /** Whether the hashes are of the files' content or of the gzip files as published. */
  readonly of: "content" | "gzip";
  readonly train: Pair<string>;
  readonly test: Pair<string>;
}

const SETS: readonly KnownSet[] = [
  {
    source: "MNIST, official files",
    of: "content",
    train: {
      images: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
      labels: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    },
    test: {
      images: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
      labels: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    },
  },
  {
    source: "Fashion-MNIST, official files",
    of: "gzip",
    train: {
      images: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
      labels: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
    },
    test: {
      images: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
      labels: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
    },
  },
  {
    source: "Kuzushiji-MNIST, official files",
    of: "gzip",
    train: {
      images: "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4",
      labels: "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17",
    },
    test: {
      images: "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5",
      labels: "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c",
    },
  },
];

/**
 * @param content bytes of the two files, unpacked
 * @param stored bytes as they lie on the disk
 */
export function originOf(
  content: Pair<Uint8Array>,
  stored: Pair<Uint8Array>,
  split: "train" | "test",
  folder: string,
): Origin {
  const found = { content: hashesOf(content), gzip: hashesOf(stored) };
  const agrees = (set: KnownSet, part: "images" | "labels"): boolean => set[split][part] === found[set.of][part];
  const known = SETS.find((set) => agrees(set, "images") && agrees(set, "labels"));
  if (known) return { source: known.source };
  const hash = (part: "images" | "labels"): string => `SHA-256 of ${part} ${found.content[part].slice(0, 16)}…`;
  const half = SETS.find((set) => agrees(set, "images") || agrees(set, "labels"));
  const which = half ? (agrees(half, "images") ? "images" : "labels") : undefined;
  const doubt = which
    ? `only the ${which} have the bytes of ${half!.source}`
    : "not the bytes of the official MNIST files, nor of another set that is known by its hash";
  return { source: `IDX files in ${folder} (${hash("images")}, ${hash("labels")})`, note: doubt };
}

function hashesOf({ images, labels }: Pair<Uint8Array>): Pair<string> {
  const hash = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
  return { images: hash(images), labels: hash(labels) };
}
