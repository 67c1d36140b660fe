import { type Approval, approvalIn } from './approval';
import { marksIn, OTHER_MARKS, plainKey } from './memo-marks';
import type { EndUser, OrderOptions } from '../types';

/**
 * The words a buyer may write into a memo, as `TDS ship method: FG`; blanks, case and hyphens do
 * not matter.
 */
export const MARKS = {
	shipMethod: 'ship method',
	warehouse: 'warehouse',
	dropShip: 'drop ship',
	shipComplete: 'ship complete',
	lineShipComplete: 'line ship complete',
	warehouseSplit: 'warehouse split',
	backOrder: 'back order',
	endUserPoNumber: 'end user po',
	endUserName: 'end user',
	endUserAddress1: 'end user address',
	endUserAddress2: 'end user address 2',
	endUserCity: 'end user city',
	endUserState: 'end user state',
	endUserZip: 'end user zip',
	endUserCountry: 'end user country',
	endUserContact: 'end user contact',
	endUserPhone: 'end user phone',
	endUserEmail: 'end user email',
	billEndUser: 'bill end user',
	endUserAccount: 'end user account',
	endUserType: 'end user type',
	license: 'license',
	licenseAuthorization: 'license authorization',
	licenseReorder: 'license reorder',
	specialPriceType: 'special price type',
	specialPriceReference: 'special price reference',
	freightAccount: 'freight account',
	comment: 'comment',
	shipComment: 'ship comment',
	contactName: 'contact',
	contactPhone: 'contact phone',
	contactEmail: 'contact email',
	revision: 'revision',
	approvedBy: 'approved by',
	approvedUpTo: 'approved up to',
	approvedContent: 'approved content',
} as const;

export type OptionName = keyof typeof MARKS;
/** Texts by name; a name that is absent or empty says nothing. */
export type OptionTexts = Partial<Record<OptionName, string>>;

/** A field of a record as the source of an option: `purchaseOrder.fax`, `company.companyNumber`. */
export type OptionMap = Partial<Record<OptionName, string>>;

/** What the memo's own text says, outside our block. The last mark of a kind counts. */
export function readOptionMarks(memo: string): OptionTexts {
	const found: OptionTexts = {};
	for (const [words, value] of marksIn(memo)) {
		const name = BY_WORDS.get(plainKey(words));
		if (name !== undefined) found[name] = value;
	}
	return found;
}

/**
 * The words of marks that are none of ours, as written: perhaps misspelt, perhaps not meant for us.
 */
export function unknownMarks(memo: string): string[] {
	return marksIn(memo)
		.map(([words]) => words)
		.filter((words) => !BY_WORDS.has(plainKey(words)))
		.filter((words) => !OTHER_MARKS.includes(plainKey(words)));
}

/** The options mapped from fields of the records at hand; an unknown field says nothing. */
export function readMapped(
	map: OptionMap,
	records: Readonly<Record<string, Readonly<Record<string, string>>>>,
): OptionTexts {
	return Object.fromEntries(
		Object.entries(map).map(([name, path]) => {
			const [record = '', field = ''] = path.split(/\.(.*)/s);
			return [name, records[record]?.[field] ?? ''];
		}),
	);
}

/**
 * One set of options out of several sources, the most particular last: parameters, then mapped
 * fields, then marks in the memo.
 *
 * @throws nothing: a text that is no yes or no is reported in `faults` and the default stays.
 */
export function resolveOptions(sources: OptionTexts[], defaults: OrderOptions): ResolvedOptions {
	const faults: string[] = [];
	const text = (name: OptionName, fallback = ''): string =>
		sources.map((source) => (source[name] ?? '').trim()).findLast((value) => value !== '') ??
		fallback;
	const yesNo = (name: OptionName, fallback: boolean): boolean => {
		const word = text(name).toLowerCase();
		if (word === '') return fallback;
		if (YES.includes(word)) return true;
		if (!NO.includes(word))
			faults.push(`"${MARKS[name]}" is "${word}", which is neither yes nor no`);
		return NO.includes(word) ? false : fallback;
	};
	const options: OrderOptions = {
		shipMethod: text('shipMethod', defaults.shipMethod),
		warehouse: text('warehouse', defaults.warehouse).toUpperCase(),
		dropShip: yesNo('dropShip', defaults.dropShip),
		shipComplete: yesNo('shipComplete', defaults.shipComplete),
		lineShipComplete: yesNo('lineShipComplete', defaults.lineShipComplete),
		warehouseSplit: yesNo('warehouseSplit', defaults.warehouseSplit),
		backOrder: yesNo('backOrder', defaults.backOrder),
		endUserPoNumber: text('endUserPoNumber', defaults.endUserPoNumber),
		endUser: endUser(text) ?? defaults.endUser,
		billEndUser: yesNo('billEndUser', defaults.billEndUser),
		endUserAccount: text('endUserAccount', defaults.endUserAccount),
		endUserType: text('endUserType', defaults.endUserType),
		license: yesNo('license', defaults.license),
		licenseAuthorization: text('licenseAuthorization', defaults.licenseAuthorization),
		licenseReorder: yesNo('licenseReorder', defaults.licenseReorder),
		specialPriceType: text('specialPriceType', defaults.specialPriceType),
		specialPriceReference: text('specialPriceReference', defaults.specialPriceReference),
		freightAccount: text('freightAccount', defaults.freightAccount),
		comment: text('comment', defaults.comment),
		shipComment: text('shipComment', defaults.shipComment),
		contact: {
			name: text('contactName', defaults.contact.name),
			phone: text('contactPhone', defaults.contact.phone),
			email: text('contactEmail', defaults.contact.email),
		},
	};
	const revision = text('revision', '1');
	const valid = /^[1-9]\d{0,2}$/.test(revision);
	if (!valid) faults.push(`"revision" is "${revision}", which is not a whole number from 1 to 999`);
	return {
		options,
		revision: valid ? Number(revision) : 1,
		approvals: sources.map(approvalIn).filter((one) => Object.values(one).some(Boolean)),
		licenseSaid: text('license') !== '',
		faults,
	};
}

export interface ResolvedOptions {
	options: OrderOptions;
	revision: number;
	/** What each source says by itself; the approval rule evaluates them. */
	approvals: Approval[];
	/** Whether the memo's approval was left out, since it came with a copy of another order. */
	approvedElsewhere?: boolean;
	/** Whether anybody has said yes or no to *license*. */
	licenseSaid: boolean;
	/** What could not be understood: the order must not go out on a guess. */
	faults: string[];
}

/** TD SYNNEX's word for "from wherever it is in stock". */
export const ANY_WAREHOUSE = 'ANY';

/** As option: nothing is said about the warehouse. */
export const NO_WAREHOUSE = 'NONE';

/**
 * Any warehouse, no drop ship, no back orders (an order that stock does not cover waits for the
 * sales desk), and nobody billed but the account.
 */
export const DEFAULT_OPTIONS: OrderOptions = {
	shipMethod: '',
	warehouse: ANY_WAREHOUSE,
	dropShip: false,
	shipComplete: false,
	lineShipComplete: false,
	warehouseSplit: true,
	backOrder: false,
	endUserPoNumber: '',
	endUser: null,
	billEndUser: false,
	endUserAccount: '',
	endUserType: '',
	license: false,
	licenseAuthorization: '',
	licenseReorder: false,
	specialPriceType: '',
	specialPriceReference: '',
	freightAccount: '',
	comment: '',
	shipComment: '',
	contact: { name: '', phone: '', email: '' },
};

const YES = ['yes', 'y', 'true', 'on', '1'];
const NO = ['no', 'n', 'false', 'off', '0'];

const BY_WORDS = new Map<string, OptionName>(
	(Object.entries(MARKS) as [OptionName, string][]).map(([name, words]) => [plainKey(words), name]),
);

/** An end user is one as soon as a name is given. */
function endUser(text: (name: OptionName, fallback?: string) => string): EndUser | null {
	if (text('endUserName') === '') return null;
	return {
		name1: text('endUserName'),
		name2: '',
		line1: text('endUserAddress1'),
		line2: text('endUserAddress2'),
		city: text('endUserCity'),
		state: text('endUserState'),
		zip: text('endUserZip'),
		country: text('endUserCountry'),
		contactName: text('endUserContact'),
		phone: text('endUserPhone'),
		email: text('endUserEmail'),
	};
}
