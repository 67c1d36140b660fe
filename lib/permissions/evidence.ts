import type { EntityInfo, FieldInfo, Threshold, WireRecord } from '../autotask/types';
import type { CheckSettings } from './settings';
import type { ProbeResult } from './types';
import type { RecordedCall } from './http-recorder';

/** What one run saw: plain data, from which all verdicts are made. */
export interface Evidence {
	autotask: AutotaskEvidence;
	tdSynnex: TdSynnexEvidence;
	/** n8n's clock at the end of the run, in milliseconds. */
	now: number;
	settings: CheckSettings;
}

export interface AutotaskEvidence {
	seen: RecordedCall[];
	zone: ProbeResult<{ name: string; url: string }>;
	login: ProbeResult<Threshold>;
	/** The resource acted for; `unset` when no Impersonation Resource ID is given. */
	impersonation: ProbeResult<WireRecord | null> | 'unset';
	/** By entity. */
	modules: Record<string, ModuleEvidence>;
	/** The company itself (id 0) and every company that is called like the vendor. */
	companies: ProbeResult<WireRecord[]>;
	companyTypes: ProbeResult<FieldInfo[]>;
	/** How many lines of business the database has; asked only where nothing else was seen. */
	linesOfBusiness: ProbeResult<number>;
	/** A handful of products, those with a TD SYNNEX SKU first. */
	products: ProbeResult<WireRecord[]>;
	/** Every product that shares its TD SYNNEX SKU with one of those. */
	sameSkus: ProbeResult<WireRecord[]>;
	productFields: ProbeResult<FieldInfo[]>;
	materialCodes: ProbeResult<WireRecord[]>;
	inventoryLocations: ProbeResult<WireRecord[]>;
	purchaseOrderFields: ProbeResult<FieldInfo[]>;
	/** Purchase orders of the last year with an External P.O. Number. */
	numberedOrders: ProbeResult<WireRecord[]>;
}

export interface ModuleEvidence {
	info: ProbeResult<EntityInfo>;
	/** Records that the API user sees. */
	count: ProbeResult<number>;
}

export interface TdSynnexEvidence {
	/** Whether the node has the credential at all. */
	inUse: boolean;
	environment: string;
	/** ISO date from the credential; empty = not stated. */
	passwordSetOn: string;
	/** Whether price and order state were asked for by a user of their own. */
	hasReadOnlyUser: boolean;
	seenEc: RecordedCall[];
	seenInvoice: RecordedCall[];
	price: ProbeResult<PriceSeen>;
	/** The state that the look-up gave, such as `notFound`. */
	orderStatus: ProbeResult<string>;
	/** How many invoices the look-up gave. */
	invoices: ProbeResult<number>;
	priceFile: ProbeResult<PriceFileSeen>;
}

export interface PriceSeen {
	sku: string;
	/** `active`, `not-found`, ... as the catalog has it. */
	status: string;
	cost: string | null;
	currency: string;
}

export interface PriceFileSeen {
	fileName: string;
	/** ISO date of the header; `null` when it states none. */
	date: string | null;
	kind: 'full' | 'delta';
	rows: number;
}
