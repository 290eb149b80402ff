export { bidiagonalise, updatePair } from "./bidiagonal";
export { addProduct, innerProducts } from "./products";
export { diagonalise } from "./qr-iteration";
export { formProduct } from "./reflectors";
export { rotateStrip } from "./rotations";
export { columnsOfRows, rowsOfColumns } from "./transpose";
export { addMultiple, dot, scale } from "./vectors";
