export { drawProduct, productAt, type WorldProduct, type WorldStock } from './product';
