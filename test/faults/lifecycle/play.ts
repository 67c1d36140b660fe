import { type Random, randomOf } from '../../../sandbox/core';
import type { Row, Values } from '../../../sandbox/autotask/store';
import { AutotaskDoor } from '../orders/autotask-door';
import { VirtualTime } from '../orders/virtual-time';
import type { Edit, History, Night } from './history';
import {
	type About,
	type File,
	night,
	NoAnswer,
	type Send,
	type Told,
	undo,
	type WireRequest,
	type WireResponse,
} from './product';

/** A promise broken, so that the run shows that the oracle can see it. */
export type Breaker =
	/** Every file says that it is complete. */
	| 'files that lie'
	/** Autotask forgets what an undo writes. */
	| 'lost undo'
	/** People's words are cleared at night. */
	| 'words wiped';

/** One product as the twin holds it. */
export interface Held {
	isActive: boolean;
	description: string;
	state: string;
	cost: number;
	stock: string;
}

/** One night as the oracle sees it: what stood there before people, before it, and after. */
export interface Seen {
	night: Night;
	/** ISO date of the file. */
	created: string;
	before: Held[];
	after: Held[];
	/** Where it was undone. */
	undone: Held[] | null;
	/** Writes of the same night once more; `null` where it was not quiet. */
	again: number | null;
}

export interface Played {
	history: History;
	seen: Seen[];
	calls: number;
	faults: number;
	kills: number;
	edits: number;
	undos: number;
}

const VENDOR = 174;
const START = Date.parse('2026-06-01T05:30:00Z');
const DAY = 86_400_000;
export const WORDS = { state: 'keep for Contoso', description: 'Ask Ana.' };

export async function play(history: History, breaker: Breaker | null = null): Promise<Played> {
	const story = new Story(history, breaker);
	for (const [at, each] of history.nights.entries()) await story.night(at, each);
	return story.played;
}

class Story {
	readonly played: Played;
	private readonly time = new VirtualTime(START);
	private readonly autotask = new AutotaskDoor(this.time.sandboxClock());
	private readonly random: Random;
	private readonly billingCodeId: number;
	private fileDay = 0;
	private forgets = false;

	constructor(
		history: History,
		private readonly breaker: Breaker | null,
	) {
		this.random = randomOf(history.seed, 'weather');
		this.billingCodeId = fill(this.autotask, history.products);
		this.played = { history, seen: [], calls: 0, faults: 0, kills: 0, edits: 0, undos: 0 };
	}

	async night(at: number, each: Night): Promise<void> {
		this.time.in(START + at * DAY - this.time.now(), () => {});
		await this.time.runOut();
		this.fileDay += each.days;
		const created = new Date(START + this.fileDay * DAY).toISOString().slice(0, 10);
		for (const [place, edit] of each.edits.entries()) if (edit) this.save(place, edit);
		const before = this.held();
		const told = await this.run(each, created, each);
		if (this.breaker === 'words wiped') this.wipe();
		const after = this.held();
		const isQuiet = each.fault === 0 && each.killedAfter === null;
		let undone: Held[] | null = null;
		let again: number | null = null;
		if (told && isQuiet && each.undone) {
			this.played.undos += 1;
			this.forgets = this.breaker === 'lost undo';
			await this.within({ fault: 0, killedAfter: null }, (about) => undo(told.results, about));
			this.forgets = false;
			undone = this.held();
		} else if (told && isQuiet) {
			again = (await this.run(each, created, { fault: 0, killedAfter: null }))?.writes ?? -1;
		}
		this.played.seen.push({ night: each, created, before, after, undone, again });
	}

	private async run(
		{ has, cents, stock, file }: Night,
		created: string,
		weather: Pick<Night, 'fault' | 'killedAfter'>,
	): Promise<Told> {
		const items = has.flatMap((one, at) =>
			one ? [itemOf(at, cents[at] ?? 0, stock[at] ?? 0, created)] : [],
		);
		const feed: File | null =
			file === 'no file'
				? null
				: {
						kind: file === 'update' && this.breaker !== 'files that lie' ? 'delta' : 'full',
						created,
						complete: file === 'whole' || this.breaker === 'files that lie',
					};
		return await this.within(weather, (about) => night(items, feed, about));
	}

	/** Where n8n is killed, what it would have told is lost with it. */
	private async within<T>(
		weather: Pick<Night, 'fault' | 'killedAfter'>,
		work: (about: About) => Promise<T>,
	): Promise<T | null> {
		const process = { calls: 0, dead: false, ...weather };
		let end: T | null = null;
		this.time.in(0, () => {
			void work({
				send: (request) => this.send(request, process),
				clock: {
					now: () => this.time.now(),
					random: () => this.random.next(),
					sleep: (ms) => new Promise((resolve) => this.time.in(ms, resolve)),
				},
				vendorId: VENDOR,
				billingCodeId: this.billingCodeId,
				limit: this.played.history.limit,
			}).then((told) => (end = told));
		});
		await this.time.runOut();
		return end;
	}

	private send(
		request: WireRequest,
		process: { calls: number; dead: boolean } & Pick<Night, 'fault' | 'killedAfter'>,
	): ReturnType<Send> {
		return new Promise((resolve, reject) => {
			this.time.in(this.random.int(5, 200), () => {
				if (process.dead) return;
				process.calls += 1;
				this.played.calls += 1;
				if (process.killedAfter !== null && process.calls > process.killedAfter) {
					process.dead = true;
					this.played.kills += 1;
					if (this.random.chance(0.5)) this.answer(request);
					return;
				}
				const isLost = this.random.chance(process.fault);
				if (!isLost) return resolve(this.answer(request));
				this.played.faults += 1;
				if (this.random.chance(0.5)) this.answer(request);
				reject(new NoAnswer('reset', 'autotask.test', 'ECONNRESET'));
			});
		});
	}

	private answer(request: WireRequest): WireResponse {
		if (this.forgets && request.method === 'PATCH')
			return { status: 200, headers: JSON_TYPE, body: '{"itemId":1}' };
		return this.autotask.answer(request);
	}

	private rows(): Row[] {
		return this.autotask.world.store
			.table('Products')
			.all()
			.sort((one, other) => one.id - other.id);
	}

	private held(): Held[] {
		return this.rows().map(({ values, udf }) => ({
			isActive: values.isActive === true,
			description: String(values.description ?? ''),
			state: String(udf.State ?? ''),
			cost: Number(values.unitCost),
			stock: String(udf.Stock ?? ''),
		}));
	}

	private save(place: number, edit: Edit): void {
		const row = this.rows()[place];
		if (!row) return;
		this.played.edits += 1;
		const table = this.autotask.world.store.table('Products');
		const [values, udf]: [Values, Values] = {
			'set active': [{ isActive: true }, {}],
			'set inactive': [{ isActive: false }, {}],
			'words in the state': [{}, { State: WORDS.state }],
			'words in the description': [
				{ description: `${WORDS.description}\n\n${String(row.values.description ?? '')}` },
				{},
			],
		}[edit] as [Values, Values];
		table.update(row, values, udf);
	}

	private wipe(): void {
		const table = this.autotask.world.store.table('Products');
		for (const row of this.rows()) table.update(row, { description: '' }, { State: null });
	}
}

const JSON_TYPE = { 'content-type': 'application/json' };

function itemOf(at: number, cents: number, stock: number, created: string): object {
	return {
		sku: skuOf(at),
		mpn: `MPN-${at}`,
		manufacturer: 'Cisco',
		name: `Product ${at}`,
		description: `What product ${at} is`,
		cost: (cents / 100).toFixed(2),
		currency: 'USD',
		status: 'active',
		stockTotal: stock,
		source: 'price-file',
		priceDate: created,
	};
}

function skuOf(at: number): string {
	return String(10_000_000 + at);
}

/** Products that are there, with their vendor entries and the fields that the sync writes. */
function fill(autotask: AutotaskDoor, products: number): number {
	const { store, schema } = autotask.world;
	const id = (entity: string, field: string, label: string) =>
		schema.picklistId(entity, field, label);
	store.table('Companies').insert(
		{
			companyName: 'TD SYNNEX',
			isActive: true,
			companyType: id('Companies', 'companyType', 'Vendor'),
		},
		{},
		VENDOR,
	);
	for (const [name, type] of [
		['State', 'Text (Single Line)'],
		['Stock', 'Number'],
	] as const)
		autotask.add('UserDefinedFieldDefinitions', {
			name,
			udfType: id('UserDefinedFieldDefinitions', 'udfType', 'Product'),
			dataType: id('UserDefinedFieldDefinitions', 'dataType', type),
			isActive: true,
			isRequired: false,
		});
	const billingCode = autotask.add('BillingCodes', {
		name: 'Hardware',
		useType: id('BillingCodes', 'useType', 'Material'),
		isActive: true,
	});
	for (let at = 0; at < products; at += 1) {
		const productID = autotask.add('Products', {
			name: `Product ${at}`,
			sku: `TDS-${skuOf(at)}`,
			description: null,
			isActive: true,
			isSerialized: false,
			unitCost: 100,
			unitPrice: 120,
			manufacturerName: 'Cisco',
			manufacturerProductName: `MPN-${at}`,
			vendorProductNumber: skuOf(at),
			productBillingCodeID: billingCode,
			chargeBillingCodeID: billingCode,
			defaultVendorID: VENDOR,
			billingType: id('Products', 'billingType', 'Standard'),
			priceCostMethod: id('Products', 'priceCostMethod', 'Standard (Flat)'),
			periodType: id('Products', 'periodType', 'One-Time'),
		});
		autotask.add('ProductVendors', {
			productID,
			vendorID: VENDOR,
			vendorPartNumber: skuOf(at),
			vendorCost: 100,
			isActive: true,
			isDefault: true,
		});
	}
	return billingCode;
}
