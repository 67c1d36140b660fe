import { hash } from './chance';
import { hidesCost, hostilityAt } from './hostility';
import { identityAt, indexOf, money, productAt, type WorldProduct } from './product';
import type { Country } from './warehouses';

export interface WorldOptions {
	seed: number;
	/** Number of products, at most 1,000,000. */
	skus: number;
	country?: Country;
	/** The day the world opens, in milliseconds since 1970: all its dates are counted from here. */
	opensAt: number;
}

/** The products of one sandbox, with the prices as they are now and the stock that orders have left. */
export class World {
	readonly seed: number;
	readonly skus: number;
	readonly country: Country;
	readonly opensAt: number;
	/** Goes up with each change of prices: what files are cached by. */
	version = 0;
	/**
	 * Whether the regular price of a product on promotion is its price without the promotion, which then has to be asked for
	 * by its own type: the vendor's document leaves that open.
	 */
	regularLeavesOutPromotion = false;
	private readonly deals = new Map<string, number>();
	private costs = new Map<number, { cost: number; version: number }>();
	private taken = new Map<string, number>();
	private byMpn: Map<string, number[]> | null = null;

	constructor({ seed, skus, country = 'US', opensAt }: WorldOptions) {
		this.seed = seed;
		this.skus = skus;
		this.country = country;
		this.opensAt = opensAt;
	}

	/** Product number `index` at today's price and stock. */
	at(index: number): WorldProduct {
		return this.sold(this.priced(productAt(this.seed, index, this.country)));
	}

	bySku(sku: string): WorldProduct | null {
		const index = indexOf(this.seed, this.skus, sku);
		return index < 0 ? null : this.at(index);
	}

	/** Every product with this part number, letter case aside: mostly one, sometimes two, of one maker or of two. */
	byPartNumber(mpn: string): WorldProduct[] {
		this.byMpn ??= this.indexPartNumbers();
		return (this.byMpn.get(mpn.toUpperCase()) ?? []).map((index) => this.at(index));
	}

	/**
	 * Moves the account cost of exactly `percent` of all products (rounded to a whole number), or of those in
	 * `among`, up or down by up to 8 %, always by a cent at least. Rows whose cost column hides the truth are left alone.
	 *
	 * @returns how many changed
	 */
	changePrices(percent: number, among?: readonly string[]): number {
		const candidates = this.candidates(among);
		const wanted = Math.round(((among?.length ?? this.skus) * percent) / 100);
		this.version++;
		const drawn = candidates
			.map((index) => ({ index, draw: hash(this.seed, index, 1000 + this.version) }))
			.sort((a, b) => a.draw - b.draw || a.index - b.index)
			.slice(0, wanted);
		for (const { index, draw } of drawn) {
			this.costs.set(index, { cost: this.moved(index, draw), version: this.version });
		}
		return drawn.length;
	}

	/** Products whose price changed after a version, in the order of their index. */
	changedSince(version: number): number[] {
		return [...this.costs]
			.filter(([, change]) => change.version > version)
			.map(([index]) => index)
			.sort((a, b) => a - b);
	}

	/** From now on a special deal takes so many percent off every cost. */
	addDeal(number: string, percentOff: number): void {
		this.deals.set(number.toUpperCase(), percentOff);
	}

	/** What the account pays for one piece, by the type of price and the deal that it asks for; an unknown deal changes nothing. */
	priceOf(product: WorldProduct, priceType = '', deal = ''): string {
		const percentOff = this.deals.get(deal.toUpperCase());
		if (percentOff !== undefined) {
			return money(Math.round(Number(product.cost) * (100 - percentOff)));
		}
		const regular = priceType === '' || priceType.toUpperCase() === 'REGULAR';
		return regular && this.regularLeavesOutPromotion ? product.costWithoutPromotion : product.cost;
	}

	/** An order took this much from a warehouse. */
	take(index: number, warehouse: string, quantity: number): void {
		const key = `${index} ${warehouse}`;
		this.taken.set(key, (this.taken.get(key) ?? 0) + quantity);
	}

	/** Prices and stock as on the first day. */
	reset(): void {
		this.costs.clear();
		this.taken.clear();
		this.deals.clear();
		this.regularLeavesOutPromotion = false;
		this.version++;
	}

	private priced(product: WorldProduct): WorldProduct {
		const changed = this.costs.get(product.index);
		if (!changed) return product;
		const cost = money(changed.cost);
		return {
			...product,
			cost,
			costWithoutPromotion: product.promotion ? product.costWithoutPromotion : cost,
		};
	}

	private sold(product: WorldProduct): WorldProduct {
		if (this.taken.size === 0) return product;
		const stock = product.stock.map((place) => {
			const ordered = this.taken.get(`${product.index} ${place.warehouse.number}`) ?? 0;
			return { ...place, quantity: place.quantity - Math.min(place.quantity, ordered) };
		});
		const totalQuantity = stock.reduce((sum, { quantity }) => sum + quantity, 0);
		return { ...product, stock, totalQuantity };
	}

	private candidates(among?: readonly string[]): number[] {
		const all = among
			? among.map((sku) => indexOf(this.seed, this.skus, sku)).filter((index) => index >= 0)
			: Array.from({ length: this.skus }, (_, index) => index);
		return all.filter((index) => !hidesCost(hostilityAt(index)));
	}

	private moved(index: number, draw: number): number {
		const cents = Math.round(Number(this.at(index).cost) * 100);
		const step = Math.max(1, Math.round((cents * (1 + (draw % 8))) / 100));
		return draw % 16 < 8 || cents <= step ? cents + step : cents - step;
	}

	private indexPartNumbers(): Map<string, number[]> {
		const found = new Map<string, number[]>();
		for (let index = 0; index < this.skus; index++) {
			const { mpn } = identityAt(this.seed, index);
			const same = found.get(mpn);
			if (same) same.push(index);
			else found.set(mpn, [index]);
		}
		return found;
	}
}
