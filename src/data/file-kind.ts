/** What a file is by its first bytes, so that a healthy file of another format is called by its name and not "damaged". */

/** A format that is not ours. */
export interface FileKind {
  /** "an HDF5 file". */
  readonly name: string;
  /** What a reader can do to use its content here. */
  readonly advice: string;
}

const NUMPY =
  "convert it in Python: write the array with numpy.ndarray.tofile after an IDX header, or build an Rbm from its arrays";
const UNPACK = "unpack it and name the file inside";

const KINDS: readonly (FileKind & { readonly start: readonly number[] | string })[] = [
  {
    start: [0x89, 0x48, 0x44, 0x46],
    name: "an HDF5 file",
    advice: "read it with h5py or h5wasm and build an Rbm from its arrays",
  },
  { start: [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], name: "a NumPy array (.npy)", advice: NUMPY },
  { start: "PK\u0003\u0004", name: "a ZIP archive (.npz of NumPy, .pt of PyTorch or another)", advice: NUMPY },
  { start: [0x1f, 0x8b], name: "a gzip file", advice: UNPACK },
  { start: "BZh", name: "a bzip2 file", advice: UNPACK },
  { start: [0xfd, 0x37, 0x7a, 0x58, 0x5a], name: "an xz file", advice: UNPACK },
  { start: [0x28, 0xb5, 0x2f, 0xfd], name: "a Zstandard file", advice: UNPACK },
  { start: [0x89, 0x50, 0x4e, 0x47], name: "a PNG image", advice: "collect the images in one IDX file" },
  { start: [0xff, 0xd8, 0xff], name: "a JPEG image", advice: "collect the images in one IDX file" },
  { start: "PAR1", name: "a Parquet file", advice: "convert it to IDX, as the datasets library of its publisher can" },
  {
    start: "MATLAB 5.0",
    name: "a MATLAB file",
    advice: "read it with scipy.io.loadmat and build an Rbm from its arrays",
  },
  { start: "SIMPLE  =", name: "a FITS file", advice: "convert it to IDX" },
  { start: "%PDF", name: "a PDF document", advice: "name the data file" },
  { start: "<!DOCTYPE", name: "an HTML page", advice: "the download answered with a page: download the file itself" },
  { start: "<html", name: "an HTML page", advice: "the download answered with a page: download the file itself" },
  {
    start: "version https://git-lfs",
    name: "a Git LFS pointer",
    advice: "fetch the file it points to with git lfs pull",
  },
];

/** The format that the first bytes name; undefined for one that is not on the list. */
export function fileKind(bytes: Uint8Array): FileKind | undefined {
  const found = KINDS.find(({ start }) => startsWith(bytes, start));
  if (found) return found;
  // Pickles of protocol 2 to 5 begin with PROTO and their number, and end with STOP.
  const [first, second] = bytes;
  const isPickle = first === 0x80 && second! >= 2 && second! <= 5 && bytes.at(-1) === 0x2e;
  if (isPickle) return { name: "a Python pickle", advice: "load it in Python and build an Rbm from its arrays" };
  return undefined;
}

function startsWith(bytes: Uint8Array, start: readonly number[] | string): boolean {
  const codes = typeof start === "string" ? [...start].map((letter) => letter.charCodeAt(0)) : start;
  return codes.every((code, k) => bytes[k] === code);
}
