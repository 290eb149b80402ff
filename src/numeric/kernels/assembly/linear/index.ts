export { extend, project } from "./basis";
export { bidiagonalise } from "./bidiagonal";
export { divideBidiagonal, divideTridiagonal } from "./divide";
export { bidiagonalValues } from "./iteration";
export { addProduct, innerProducts } from "./products";
export { applyReflectors, triangularise } from "./reflectors";
export { columnsOfRows, pickColumns, rowsOfColumns } from "./transpose";
export { tridiagonalise } from "./tridiagonal";
