import { htmlPage, PAGE_STYLE as STYLE, text } from '../../shared/html/html-page';
import { pluralize } from '../../shared/pluralize';
import type { AdoptionReport, AdoptionSummary } from './adoption-report';
import type { AdoptionCode, AdoptionItem, FieldChange, ForeignOrders } from './types';

/** The report as one page, readable on a phone. Everything from outside is escaped. */
export function adoptionHtml({ items, summary }: AdoptionReport): string {
	const { products, orders } = summary;
	return htmlPage(
		TITLE,
		`
<h1 style="${STYLE.title}">${TITLE}</h1>
<p style="${STYLE.small}">${text(summary.finished.replace('T', ' ').replace('Z', ' UTC'))}</p>
<div style="${STYLE.banner}border-color:#57606a;background:#f3f4f6">
<p style="${STYLE.verdict}">${text(summary.subject)}</p>
${summary.warnings.map((one) => line(one)).join('\n')}
</div>
${sync(summary)}
${products ? area('What is there now', facts(PRODUCT_FACTS, products)) : ''}
${orders ? area('Purchase orders that another tool sent', sent(orders)) : ''}
${FINDINGS.map((one) => finding(one, items, summary)).join('\n')}
<p style="${STYLE.foot}">${text(`${summary.autotaskCalls} calls to Autotask, ${summary.autotaskWrites} writes. Nothing was changed.`)}</p>`,
	);
}

const TITLE = 'Moving to the TD SYNNEX sync';
const CELL = 'padding:4px 8px 4px 0;vertical-align:top;overflow-wrap:anywhere;';
const NUMBER = `${CELL}text-align:right;white-space:nowrap;`;
/** Records that the page names of each kind. */
const SHOWN = 20;

const PRODUCT_FACTS = {
	products: 'Active products with the SKU pattern',
	inactive: 'Inactive ones',
	synced: 'Already updated by this package',
	withoutVendorEntry: 'Without a vendor entry: the sync adds it',
	withoutPartNumber: 'Without a manufacturer part number: the sync fills it',
	notInFile: 'Not among the products that were handed over: the sync leaves them alone',
	staleDifference: 'What the stale costs are off together, one unit of each',
} as const;

interface Finding {
	code: AdoptionCode;
	title: string;
	todo: string;
}

const FINDINGS: Finding[] = [
	{
		code: 'no-order-number',
		title: 'Submitted, without an order number',
		todo: 'Ask TD SYNNEX for each of them before you send anything again. A second order costs money.',
	},
	{
		code: 'below-margin',
		title: 'Prices below the margin',
		todo: 'Correct these prices in Autotask. The sync does not change them unless it owns Unit Price.',
	},
	{
		code: 'duplicate',
		title: 'Products that are there twice',
		todo: 'Run Find Duplicates, and approve what should be merged.',
	},
	{
		code: 'stale-cost',
		title: 'Costs that differ from TD SYNNEX',
		todo: 'The first sync corrects them, except those that a guard holds.',
	},
	{
		code: 'unused',
		title: 'Products that nobody uses',
		todo: 'They do no harm. Set them inactive in Autotask if you want a shorter list.',
	},
	{
		code: 'held',
		title: 'What a sync would hold back',
		todo: 'Each says why, and what to do. Nothing is lost: what is held is not written.',
	},
	{
		code: 'failed',
		title: 'What could not be used',
		todo: 'Correct the input.',
	},
];

function area(title: string, body: string): string {
	return `<h2 style="${STYLE.area}">${text(title)}</h2>\n${body}`;
}

function line(words: string): string {
	return `<div style="${STYLE.line}">${text(words)}</div>`;
}

function table(rows: string[]): string {
	return `<table style="border-collapse:collapse;width:100%;font-size:14px">${rows.join('\n')}</table>`;
}

function facts<K extends string>(
	labels: Record<K, string>,
	values: Readonly<Partial<Record<NoInfer<K>, unknown>>>,
): string {
	return table(
		(Object.entries(labels) as [K, string][]).map(
			([field, label]) =>
				`<tr><td style="${CELL}">${text(label)}</td><td style="${NUMBER}">${text(String(values[field]))}</td></tr>`,
		),
	);
}

const SYNC_FACTS = {
	created: 'Created',
	updated: 'Updated',
	unchanged: 'Unchanged',
	held: 'Held back',
	failed: 'Failed',
	deferred: 'Left for the next run',
	calls: 'Calls to Autotask for these writes',
} as const;

function sync({ sync: plan }: AdoptionSummary): string {
	const rows = plan.fields.map(fieldRow);
	const changes =
		rows.length === 0
			? ''
			: `${line('By field, of products that are there:')}
${table(rows)}
${line('For example:')}
<ul style="margin:4px 0 0;padding-left:20px">${plan.examples.map((one) => `<li style="${STYLE.line}">${text(exampleOnScreen(one))}</li>`).join('\n')}</ul>`;
	return area(
		'What a sync would do',
		`${plan.brake ? line(plan.brake) : ''}${facts(SYNC_FACTS, plan)}\n${changes}`,
	);
}

function fieldRow({ field, products, raised, lowered, difference }: FieldChange): string {
	const ways = [raised > 0 ? `${raised} up` : '', lowered > 0 ? `${lowered} down` : ''];
	const moved = ways.filter((way) => way !== '').join(', ');
	const money = moved === '' ? '' : ` (${moved}: ${difference} in total, one unit of each)`;
	return `<tr><td style="${CELL}">${text(onScreen(field))}</td><td style="${CELL}">${text(`${products}${money}`)}</td></tr>`;
}

/** Fields of the API by the names that Autotask's own screens have for them. */
const SCREEN_NAMES: Record<string, string> = {
	'ProductVendors.vendorCost': "Vendor's Cost",
	'ProductVendors.vendorPartNumber': 'Vendor Part Number',
	description: 'Product Description',
	isActive: 'Active',
	manufacturerName: 'Manufacturer',
	manufacturerProductName: 'Manufacturer Product Number',
	msrp: 'MSRP',
	name: 'Product Name',
	unitCost: 'Unit Cost',
	unitPrice: 'Unit Price',
	vendorProductNumber: 'Vendor Product Number',
};

function onScreen(field: string): string {
	return SCREEN_NAMES[field] ?? field;
}

/** `TDS-1234567: unitCost from 10 to 12`, as a person reads it. */
function exampleOnScreen(example: string): string {
	return example.replace(/(?<=: )[\w.]+(?= from )/, onScreen);
}

function sent({ numbered, withoutNumber }: ForeignOrders): string {
	const rows = Object.entries(numbered).map(([status, count]) => [status, count] as const);
	return facts(
		{
			...Object.fromEntries(rows.map(([status]) => [status, `With an order number, ${status}`])),
			withoutNumber: 'Submitted, without an order number',
		},
		{ ...numbered, withoutNumber },
	);
}

function finding({ code, title, todo }: Finding, items: AdoptionItem[], about: AdoptionSummary) {
	const count = about.findings[code] ?? 0;
	if (count === 0) return '';
	const own = items.filter(({ codes }) => codes.split(', ').includes(code)).slice(0, SHOWN);
	const more =
		count > own.length ? line(`And ${pluralize(count - own.length, 'more', 'more')}.`) : '';
	return area(
		`${title}: ${count.toLocaleString('en-US')}`,
		`${line(todo)}\n${own.map(record).join('\n')}\n${more}`,
	);
}

function record({ kind, id, key, name, what, remedy }: AdoptionItem): string {
	const place = id === '' ? 'not in Autotask' : `product ${id}`;
	const head = kind === 'product' ? `${key || 'no SKU'} (${place})` : `PO ${key}`;
	return `<div style="${STYLE.line}border-top:1px solid #d8dee4;padding-top:6px"><b>${text(head)}</b>${name ? ` ${text(name)}` : ''}<br><span style="${STYLE.label}">${text(`${what} ${remedy}`.trim())}</span></div>`;
}
