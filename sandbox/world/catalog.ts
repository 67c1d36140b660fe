export { productAt, type WorldProduct, type WorldStock } from './product';
