export { bidiagonalise } from "./bidiagonal";
export { bidiagonalValues, tridiagonalValues } from "./iteration";
export { addProduct, innerProducts } from "./products";
export { formProduct } from "./reflectors";
export { rotateStrip } from "./rotations";
export { columnsOfRows, rowsOfColumns } from "./transpose";
export { tridiagonalise } from "./tridiagonal";
export { addMultiple, dot, scale, updatePair } from "./vectors";
