import { childOf } from '../../../../lib/autotask/records/parent-paths';
import { errors, json, page, problemOf, scripted } from '../scripted-client';

describe('a write', () => {
	it('creates with POST on the collection and gives the new id', async () => {
		const { autotask, asked } = scripted({ 'POST Products': json({ itemId: 4711 }) });
		const record = { name: 'Dock', sku: 'TDS-1', unitCost: 12.5, isActive: true };
		expect(await autotask.create('Products', record)).toBe(4711);
		expect(asked.at(-1)!.body).toEqual(record);
		expect(asked.at(-1)!.request.headers).toMatchObject({ 'Content-Type': 'application/json' });
	});

	it('leaves out what is not set: Autotask takes no null for an optional number', async () => {
		const { autotask, asked } = scripted({ 'POST Products': json({ itemId: 1 }) });
		await autotask.create('Products', { name: 'Dock', msrp: null, unitPrice: 0, description: '' });
		expect(asked.at(-1)!.body).toEqual({ name: 'Dock', unitPrice: 0, description: '' });
	});

	it('changes with PATCH on the collection, the id in the body, null where a field is emptied', async () => {
		const { autotask, asked, log } = scripted({ 'PATCH Products': json({ itemId: 7 }) });
		await autotask.update('Products', { id: 7, msrp: null });
		expect(log.at(-1)).toBe('PATCH Products');
		expect(asked.at(-1)!.body).toEqual({ id: 7, msrp: null });
	});

	it('goes through the parent for a child, whose key goes along', async () => {
		const { autotask, log, asked } = scripted({
			'POST Products/7/Vendors': json({ itemId: 1 }),
			'PATCH Products/7/Vendors': json({ itemId: 1 }),
			'POST PurchaseOrders/16/Items': json({ itemId: 2 }),
			'POST PurchaseOrderItems/2/Receiving': json({ itemId: 3 }),
		});
		await autotask.create('ProductVendors', { productID: 7, vendorID: 9 }, 7);
		await autotask.create('ProductVendors', { productID: 7, vendorID: 9 });
		await autotask.update('ProductVendors', { id: 1, vendorCost: 3 }, 7);
		await autotask.create('PurchaseOrderItems', { orderID: 16, quantity: 1 });
		await autotask.create('PurchaseOrderItemReceiving', { quantityNowReceiving: 1 }, 2);
		expect(log.slice(2)).toEqual([
			'POST Products/7/Vendors',
			'POST Products/7/Vendors',
			'PATCH Products/7/Vendors',
			'POST PurchaseOrders/16/Items',
			'POST PurchaseOrderItems/2/Receiving',
		]);
		expect(asked[2]!.body).toEqual({ productID: 7, vendorID: 9 });
	});

	it('may take two minutes, a read one', async () => {
		const { autotask, asked } = scripted({
			'POST Products': json({ itemId: 1 }),
			'PATCH Products': json({ itemId: 1 }),
			'GET Products/1': json({ item: { id: 1 } }),
		});
		await autotask.create('Products', { name: 'Dock' });
		await autotask.update('Products', { id: 1 });
		await autotask.get('Products', 1);
		const waits = asked.slice(2).map(({ request }) => request.timeoutMs);
		expect(waits).toEqual([120_000, 120_000, 60_000]);
	});

	it('of a child without its parent, or of a record without its id, sends nothing', async () => {
		const { autotask, log } = scripted({});
		const orphan = await problemOf(autotask.update('ProductVendors', { id: 1, vendorCost: 3 }));
		expect(orphan.message).toBe(
			'A record of ProductVendors cannot be written without its productID',
		);
		expect((await problemOf(autotask.update('Products', { sku: 'x' }))).code).toBe(
			'autotask-id-missing',
		);
		expect(log).toEqual([]);
	});

	it('knows the company with id 0 as a parent', async () => {
		const { autotask, log } = scripted({ 'POST Companies/0/Locations': json({ itemId: 1 }) });
		await autotask.create('CompanyLocations', { companyID: 0, name: 'Main' });
		expect(log.at(-1)).toBe('POST Companies/0/Locations');
	});

	it('of a product that was deleted meanwhile names the product and what to check', async () => {
		const { autotask } = scripted({
			'PATCH Products': errors(
				500,
				'No matching records found. The logged in resource may not have the required permissions to update the data.',
			),
		});
		const problem = await problemOf(autotask.update('Products', { id: 7, unitCost: 1 }));
		expect(problem.code).toBe('autotask-not-found');
		expect(problem.message).toBe(
			'Products 7: There is no such record in Products, or the API user cannot see it',
		);
	});

	it('knows the paths below a parent of the entities that are used', () => {
		expect(childOf('Products')).toBeUndefined();
		expect(childOf('QuoteItems')).toEqual({ parent: 'Quotes', path: 'Items', key: 'quoteID' });
	});
});

describe('what Autotask says of its entities', () => {
	const FIELD = {
		name: 'status',
		dataType: 'integer',
		length: 0,
		isRequired: true,
		isReadOnly: false,
		isQueryable: true,
		isReference: false,
		referenceEntityType: '',
		isPickList: true,
		picklistValues: [
			{ value: '1', label: 'New', isDefaultValue: true, sortOrder: 1, isActive: true },
			{ value: 2, label: 'Submitted', isDefaultValue: false, isActive: false },
		],
		somethingNew: 1,
	};
	const FIELDS = 'GET PurchaseOrders/entityInformation/fields';
	const UDFS = 'GET PurchaseOrders/entityInformation/userDefinedFields';

	it('fields and drop-downs: values are text, as records and filters carry them as numbers', async () => {
		const { autotask } = scripted({ [FIELDS]: json({ fields: [FIELD] }) });
		expect(await autotask.fields('PurchaseOrders')).toEqual([
			{
				name: 'status',
				label: 'status',
				dataType: 'integer',
				length: 0,
				isRequired: true,
				isReadOnly: false,
				isQueryable: true,
				referenceEntityType: '',
				picklist: [
					{ value: '1', label: 'New', isActive: true, isDefault: true },
					{ value: '2', label: 'Submitted', isActive: false, isDefault: false },
				],
			},
		]);
	});

	it('user-defined fields say type for dataType and null for empty', async () => {
		const { autotask } = scripted({
			[UDFS]: json({
				fields: [
					{
						name: 'TD SYNNEX SKU',
						label: 'SKU at TD SYNNEX',
						type: 'string',
						length: 100,
						referenceEntityType: null,
						picklistValues: null,
						isPickList: false,
						isQueryable: null,
					},
				],
			}),
		});
		expect(await autotask.userDefinedFields('PurchaseOrders')).toMatchObject([
			{ name: 'TD SYNNEX SKU', label: 'SKU at TD SYNNEX', dataType: 'string', picklist: null },
		]);
	});

	it('an entity without user-defined fields has none, though Autotask answers 404', async () => {
		const { autotask } = scripted({
			[UDFS]: json({ Message: 'No HTTP resource was found that matches the request' }, 404),
		});
		expect(await autotask.userDefinedFields('PurchaseOrders')).toEqual([]);
	});

	it('is read once, by one call for all who ask at the same time', async () => {
		const { autotask, log } = scripted({ [FIELDS]: json({ fields: [FIELD] }) });
		await Promise.all([autotask.fields('PurchaseOrders'), autotask.fields('PurchaseOrders')]);
		await autotask.fields('PurchaseOrders');
		expect(log.filter((line) => line === FIELDS)).toHaveLength(1);
	});

	it('is asked for again after a failure', async () => {
		const { autotask } = scripted({ [FIELDS]: [errors(403, 'no'), json({ fields: [FIELD] })] });
		await problemOf(autotask.fields('PurchaseOrders'));
		expect(await autotask.fields('PurchaseOrders')).toHaveLength(1);
	});

	it('rights are kept as they come, words or numbers', async () => {
		const info = {
			name: 'PurchaseOrder',
			canCreate: true,
			canDelete: false,
			canQuery: true,
			canUpdate: true,
			userAccessForCreate: 'All',
			userAccessForQuery: 1,
			userAccessForUpdate: null,
			hasUserDefinedFields: false,
		};
		const { autotask } = scripted({ 'GET PurchaseOrders/entityInformation': json({ info }) });
		expect(await autotask.entityInfo('PurchaseOrders')).toMatchObject({
			canCreate: true,
			userAccessForCreate: 'All',
			userAccessForQuery: '1',
			userAccessForUpdate: '',
		});
	});
});

describe('a refusal', () => {
	const refusal = async (status: number, body: string) =>
		await problemOf(
			scripted({ 'PATCH Products': { status, body } }, { attempts: 1 }).autotask.update(
				'Products',
				{
					id: 7,
				},
			),
		);
	const said = (text: string, status = 500) => refusal(status, JSON.stringify({ errors: [text] }));

	it.each([
		[
			'The logged in Resource does not have the adequate permissions to update this entity type.',
			'autotask-permission',
		],
		[
			'Reference value on field: contactID of type: Contact does not exist or is invalid.',
			'autotask-reference',
		],
		['contactID: Value 12345 does not exist or is invalid', 'autotask-reference'],
		['Picklist value [99] does not exist for priority.', 'autotask-picklist'],
		['Unable to find companyName in the Contact Entity.', 'autotask-field-unknown'],
		[
			"Invalid query syntax. Queries are limited to 500 or fewer 'OR' conditions.",
			'autotask-query-too-long',
		],
		[
			'The user account has been locked.  Please see your Autotask Administrator for details.',
			'autotask-user-locked',
		],
		[
			'Thread Threshold Exceeded — The Autotask API thread threshold of 3 threads has been exceeded.',
			'autotask-thread-limit',
		],
		['Another user has locked this record', 'autotask-refused'],
		['The resource cannot be impersonated for this entity', 'autotask-impersonation'],
		['name exceeds the maximum length of 100', 'autotask-refused'],
	])('“%s” is told as %s', async (text, code) => {
		const problem = await said(text);
		expect(problem.code).toBe(code);
		expect(problem.remedy).toMatch(/^[A-Z].*\.$/);
	});

	it('shows the words of each body that Autotask or what stands before it sends', async () => {
		expect((await said('Value too long')).message).toContain('“Value too long”');
		const message = await refusal(
			405,
			'{"Message":"The requested resource does not support PATCH."}',
		);
		expect(message.message).toContain('“The requested resource does not support PATCH.”');
		const html = await refusal(500, '<html><style>p{}</style><h2>Runtime&nbsp;Error</h2></html>');
		expect(html.message).toContain('Runtime');
		expect(html.message).not.toContain('<');
		expect((await refusal(418, '')).message).toContain('HTTP 418, without a text');
	});

	it('joins several reasons, and names the error id for Autotask Support', async () => {
		const problem = await refusal(
			500,
			JSON.stringify({ errors: ['An unexpected error has occurred.', 'Again.'], errorId: 57492 }),
		);
		expect(problem.cause).toContain('An unexpected error has occurred. Again. Error ID: 57492');
	});

	it('keeps a long answer short', async () => {
		expect((await said('x'.repeat(5000))).message.length).toBeLessThan(400);
	});

	it('a permission that is missing names the entity and where to give it', async () => {
		const problem = await refusal(403, '{"Message":"Forbidden"}');
		expect(problem.message).toBe(
			"Products 7: The API user's security level does not let it edit Products (“Forbidden”)",
		);
		expect(problem.remedy).toContain('Security Levels');
	});
});

describe('nothing that fails loses what is asked for beside it', () => {
	it('one of many creates fails, the others stand', async () => {
		const { autotask } = scripted({
			'POST Products': ({ body }) =>
				body.sku === 'TDS-2' ? errors(500, 'Value too long') : json({ itemId: 1 }),
			'POST Products/query': page([]),
		});
		const done = await Promise.allSettled(
			['TDS-1', 'TDS-2', 'TDS-3'].map((sku) => autotask.create('Products', { sku })),
		);
		expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	});
});
