import type { World } from '../world';
import { seedCompanies } from './companies';
import { seedProducts, type ProductCounts } from './products';
import { seedSales } from './sales';
import { seedSetUp } from './set-up';

/** An MSP's Autotask as it may look before the first sync. Same seed, same content. */
export function seedContent(world: World, counts: ProductCounts): void {
	const setUp = seedSetUp(world);
	const companies = seedCompanies(world, setUp);
	const products = seedProducts(world, counts, { setUp, companies });
	seedSales(world, { setUp, companies, products });
}
