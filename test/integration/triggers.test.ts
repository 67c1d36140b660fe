import type { IDataObject } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../sandbox';
import { type Engine, node, startEngine } from './core';
import { type Poller, poller } from './polling';

/** A record to be added again under another id. */
function bare(record: Record<string, unknown> = {}): Record<string, never> {
	const copy = { ...record };
	delete copy.id;
	delete copy.userDefinedFields;
	return copy as Record<string, never>;
}

const SECRET_FIELDS = ['secret', 'integrationCode'];

describe('the three Autotask triggers in n8n’s own poll context, against the Autotask twin', () => {
	let engine: Engine;
	let sandbox: Sandbox;
	beforeAll(async () => {
		engine = await startEngine({});
		sandbox = await startSandbox({ only: 'autotask', skus: 2000 });
	});
	afterAll(async () => {
		await sandbox.close();
		await engine.close();
	});
	beforeEach(async () => await sandbox.control.reset());

	const admin = () => sandbox.autotask.admin;
	const vendor = () => {
		const found = admin()
			.records('Companies')
			.find(({ companyName }) => /synnex/i.test(String(companyName)));
		return { __rl: true, mode: 'id', value: String(found?.id) };
	};
	const trigger = (type: string, parameters: object): Poller =>
		poller(
			engine,
			() =>
				node('Trigger', `n8n-nodes-tdsynnex-autotask.${type}`, {
					parameters: { pollTimes: { item: [] }, vendor: vendor(), ...parameters },
					credentials: { autotaskPsaApi: { id: '1', name: 'Autotask' } },
				}),
			() => ({
				autotaskPsaApi: { ...sandbox.addresses.autotask, impersonationResourceId: '' },
			}),
		);
	const calls = async (work: () => Promise<unknown>): Promise<string[]> => {
		const before = sandbox.control.ledger({ system: 'autotask' }).length;
		await work();
		return sandbox.control
			.ledger({ system: 'autotask' })
			.slice(before)
			.map(({ endpoint }) => endpoint);
	};
	const status = (label: string) => {
		const values: Record<string, number> = { New: 1, Submitted: 2 };
		return values[label] ?? 0;
	};

	describe('Purchase Order Trigger', () => {
		const watch = (parameters: object = {}) =>
			trigger('purchaseOrderTrigger', { steady: false, ...parameters });
		const numbers = (told: IDataObject[]) => told.map((item) => item.purchaseOrderNumber);
		/** A purchase order as a person makes it in Autotask's screens. */
		const write = (
			values: Record<string, string | number | null>,
			lines: number[] = [2],
		): number => {
			const model = admin()
				.records('PurchaseOrders')
				.find((po) => String(po.vendorID) === vendor().value && po.status === status('New'));
			const modelId = Number(model?.id);
			const [id = 0] = admin().addRecords('PurchaseOrders', [
				{ ...bare(model), externalPONumber: null, generalMemo: null, ...values },
			]);
			addLines(id, modelId, lines);
			return id;
		};
		const addLines = (orderID: number, modelId: number, quantities: number[]) => {
			const line = admin()
				.records('PurchaseOrderItems')
				.find((item) => item.orderID === modelId);
			admin().addRecords(
				'PurchaseOrderItems',
				quantities.map((quantity) => ({ ...bare(line), orderID, quantity, unitCost: 100 })),
			);
		};

		it('leaves out what is ready when it is switched on, and fires once for what becomes ready', async () => {
			const { look } = watch();
			expect(await look()).toEqual([]);
			write({ purchaseOrderNumber: '901' });
			const [told, ...more] = await look();
			expect(more).toEqual([]);
			expect(told).toMatchObject({
				purchaseOrderNumber: '901',
				total: '200.00',
				shipTo: { name1: 'Northgate Managed IT' },
				lines: [{ quantity: '2', unitCost: '100', sku: expect.stringMatching(/^\d+$/) }],
			});
			expect(await look()).toEqual([]);
		});

		it('fires after a restart for what became ready meanwhile, and for nothing else', async () => {
			const { look, restart } = watch();
			await look();
			restart();
			write({ purchaseOrderNumber: '902' });
			expect(numbers(await look())).toEqual(['902']);
			restart();
			expect(await look()).toEqual([]);
		});

		it('waits until nobody adds lines any more', async () => {
			const { look } = watch({ steady: true });
			await look();
			const id = write({ purchaseOrderNumber: '903' }, [1]);
			expect(await look()).toEqual([]);
			addLines(id, id, [5]);
			expect(await look()).toEqual([]);
			expect(await look()).toMatchObject([{ purchaseOrderNumber: '903', total: '600.00' }]);
		});

		it('does not take a purchase order without lines, or one that n8n is writing', async () => {
			const { look } = watch();
			await look();
			write({ purchaseOrderNumber: '904' }, []);
			write({
				purchaseOrderNumber: '905',
				generalMemo: '[n8n is adding the lines: abc at 2026-11-24T10:00:00Z]',
			});
			expect(await look()).toEqual([]);
		});

		it.each([
			['another vendor', { vendorID: 0 }, {}],
			['another status', { status: 2 }, {}],
			['no mark in the memo', { generalMemo: 'for Acme' }, { memoMark: 'ORDER' }],
			['too small an amount', {}, { amountFrom: '200.01' }],
			['too great an amount', {}, { amountTo: '199.99' }],
			['another creator', {}, { creators: ['999'] }],
		])('passes over a purchase order with %s', async (_, values, rule) => {
			const { look } = watch(rule);
			await look();
			write({ purchaseOrderNumber: '906', ...values });
			expect(await look()).toEqual([]);
		});

		it('takes one that meets every part of the rule', async () => {
			const creator = Number(admin().records('Resources')[0]?.id);
			const { look } = watch({
				memoMark: 'order',
				amountFrom: '200',
				amountTo: '200.00',
				creators: [String(creator)],
			});
			await look();
			write({ purchaseOrderNumber: '907', generalMemo: 'ORDER', creatorResourceID: creator });
			expect(numbers(await look())).toEqual(['907']);
		});

		it('fires again for a corrected one only where that is wanted, and not for our own block', async () => {
			const { look } = watch({ again: 'changed' });
			await look();
			const id = write({ purchaseOrderNumber: '908' });
			expect(numbers(await look())).toEqual(['908']);
			admin().changeRecord('PurchaseOrders', id, {
				generalMemo:
					'=== TD SYNNEX order, kept by n8n: please do not edit ===\nState: REJECTED\n=== end of TD SYNNEX order ===',
			});
			expect(await look()).toEqual([]);
			admin().changeRecord('PurchaseOrders', id, { shipToAddress1: '2 Main St' });
			expect(numbers(await look())).toEqual(['908']);
			expect(await look()).toEqual([]);
		});

		it('shows the newest in a test, and remembers nothing of it', async () => {
			const { look, saved } = watch();
			expect(await look('manual')).toHaveLength(1);
			expect(saved()).not.toContain('memory');
		});

		it('says in a test what to do when nothing is ready', async () => {
			const { look } = watch({ memoMark: 'no such words' });
			await expect(look('manual')).rejects.toMatchObject({
				message: expect.stringContaining('No purchase order meets the rule'),
				description: expect.stringContaining('Memo Mark'),
			});
		});

		it('makes three calls at most while nothing is ready', async () => {
			const { look } = watch({ memoMark: 'no such words' });
			await look();
			expect(await calls(look)).toEqual([
				'ZoneInformation',
				'ThresholdInformation',
				'PurchaseOrders',
			]);
		});

		it('forgets nothing when Autotask refuses, and says why', async () => {
			const { look } = watch();
			await look();
			write({ purchaseOrderNumber: '909' });
			sandbox.control.addFaults({
				system: 'autotask',
				endpoint: 'PurchaseOrders',
				count: 50,
				fault: { kind: 'status', status: 500 },
			} as never);
			await expect(look()).rejects.toMatchObject({ description: expect.stringMatching(/\w/) });
			await sandbox.control.clearFaults();
			expect(numbers(await look())).toEqual(['909']);
		});

		it('keeps no secret in what n8n saves', async () => {
			const { look, saved } = watch();
			await look();
			for (const field of SECRET_FIELDS)
				expect(saved()).not.toContain(String(sandbox.addresses.autotask?.[field as never]));
		});
	});

	describe('Opportunity Trigger', () => {
		const watch = (parameters: object = {}) => trigger('opportunityTrigger', parameters);
		const titles = (told: IDataObject[]) => told.map((item) => item.title);
		const open = () =>
			admin()
				.records('Opportunities')
				.find(({ title }) => title === 'Phone system') as { id: number };
		const won = () =>
			admin()
				.records('Opportunities')
				.find(({ title }) => title === 'Branch network') as { id: number; status: number };
		/** Wins the open opportunity, with the primary quote of another in copy. */
		const win = (more: object = {}) => {
			const quote = admin()
				.records('Quotes')
				.find((one) => one.opportunityID === won().id && one.primaryQuote === true);
			const [id = 0] = admin().addRecords('Quotes', [
				{ ...bare(quote), opportunityID: open().id, ...more },
			]);
			const items = admin()
				.records('QuoteItems')
				.filter((item) => item.quoteID === quote?.id)
				.map((item) => ({ ...bare(item), quoteID: id }));
			admin().addRecords('QuoteItems', items);
			admin().changeRecord('Opportunities', open().id, {
				status: won().status,
				closedDate: new Date().toISOString(),
			});
		};

		it('leaves out what was won before, and fires once when one is won', async () => {
			const { look, restart } = watch();
			expect(await look()).toEqual([]);
			win();
			const [told] = await look();
			expect(told).toMatchObject({ title: 'Phone system', opportunityId: String(open().id) });
			const lines = told?.lines as { sku: string }[];
			expect(lines).toHaveLength(2);
			expect(lines.every(({ sku }) => /^\d+$/.test(sku))).toBe(true);
			restart();
			expect(await look()).toEqual([]);
		});

		it('begins with those won of late where that is wanted', async () => {
			expect(titles(await watch({ atFirst: 'ready' }).look())).toEqual([
				'Workstation refresh',
				'Branch network',
			]);
		});

		it('passes over one whose quote with TD SYNNEX products is not primary, until it is', async () => {
			const { look } = watch();
			await look();
			win({ primaryQuote: false });
			expect(await look()).toEqual([]);
			const quote = admin()
				.records('Quotes')
				.find((one) => one.opportunityID === open().id) as { id: number };
			admin().changeRecord('Quotes', quote.id, { primaryQuote: true });
			expect(titles(await look())).toEqual(['Phone system']);
		});

		it('passes over optional items and products of others', async () => {
			const { look } = watch();
			await look();
			win();
			for (const item of admin().records('QuoteItems'))
				admin().changeRecord('QuoteItems', Number(item.id), { isOptional: true });
			expect(await look()).toEqual([]);
		});

		it('passes over what was won too long ago', async () => {
			const { look } = watch({ days: 5 });
			await look();
			win();
			admin().changeRecord('Opportunities', open().id, {
				closedDate: '2020-01-01T00:00:00Z',
				lastActivity: null,
			});
			expect(await look()).toEqual([]);
		});

		it('makes three calls at most while nothing is won', async () => {
			const { look } = watch({ atFirst: 'ready' });
			await look();
			expect(await calls(look)).toEqual([
				'ZoneInformation',
				'ThresholdInformation',
				'Opportunities',
			]);
		});

		it('says which statuses there are when none of those named exists', async () => {
			await expect(watch({ wonStatuses: 'Gewonnen' }).look()).rejects.toMatchObject({
				message: expect.stringMatching(
					/none of the opportunity statuses "Gewonnen"; it has .*Closed/,
				),
			});
		});
	});

	describe('Charge Trigger', () => {
		const watch = (parameters: object = {}) =>
			trigger('chargeTrigger', { kinds: ['contract', 'project', 'ticket'], ...parameters });
		const shipped = () => admin().records('TicketCharges')[0] as Record<string, unknown>;
		const ids = (told: IDataObject[]) => told.map((item) => Number(item.chargeId));
		const charge = (values: Record<string, string | number | null> = {}): number =>
			admin().addRecords('TicketCharges', [{ ...bare(shipped()), ...values } as never])[0] ?? 0;

		it('leaves out what needed ordering before, and fires once for a new charge', async () => {
			const { look, restart } = watch();
			expect(await look()).toEqual([]);
			const id = charge({ unitQuantity: 3 });
			const [told, ...others] = await look();
			expect(others).toEqual([]);
			expect(told).toMatchObject({
				chargeId: String(id),
				chargeOf: 'ticket',
				ticketID: String(shipped().ticketID),
				quantity: '3',
				sku: expect.stringMatching(/^\d+$/),
			});
			restart();
			expect(await look()).toEqual([]);
		});

		it('begins with those that wait already where that is wanted', async () => {
			expect(ids(await watch({ atFirst: 'ready' }).look())).toEqual([shipped().id]);
		});

		it('passes over what is on a purchase order, until that is canceled', async () => {
			const { look } = watch();
			await look();
			const id = charge();
			const po = Number(
				admin()
					.records('PurchaseOrders')
					.find(
						({ status: value, externalPONumber }) => value === status('New') && !externalPONumber,
					)?.id,
			);
			const [line] = admin().records('PurchaseOrderItems');
			admin().addRecords('PurchaseOrderItems', [
				{ ...bare(line), orderID: po, chargeID: id, productID: null },
			]);
			expect(await look()).toEqual([]);
			admin().changeRecord('PurchaseOrders', po, {
				cancelDateTime: new Date().toISOString(),
			});
			expect(ids(await look())).toEqual([id]);
		});

		it('passes over charges of other products and in other statuses', async () => {
			const { look } = watch();
			await look();
			const foreign = admin()
				.records('Products')
				.find(({ sku }) => !/^TDS-/.test(String(sku ?? '')));
			const sold = new Set(
				admin()
					.records('ProductVendors')
					.map(({ productID }) => productID),
			);
			if (!sold.has(foreign?.id)) charge({ productID: Number(foreign?.id) });
			charge({ productID: null });
			charge({ status: Number(shipped().status) + 1 });
			expect(await look()).toEqual([]);
		});

		it('makes five calls at most while nothing needs ordering, and asks for labels once a day', async () => {
			const { look } = watch();
			await look();
			charge();
			await look();
			expect(await calls(look)).toEqual([
				'ZoneInformation',
				'ThresholdInformation',
				'ContractCharges',
				'ProjectCharges',
				'TicketCharges',
			]);
		});

		it('stops where a kind of charge is hidden, and does not take that for none', async () => {
			sandbox.control.addFaults({
				system: 'autotask',
				endpoint: 'ProjectCharges',
				count: 50,
				fault: { kind: 'status', status: 403 },
			} as never);
			await expect(watch().look()).rejects.toMatchObject({ message: expect.stringMatching(/\w/) });
			expect(await watch({ kinds: ['ticket'] }).look()).toEqual([]);
			sandbox.control.clearFaults();
		});
	});
});
