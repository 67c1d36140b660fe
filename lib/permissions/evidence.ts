import type { EntityInfo, FieldInfo, Threshold, WireRecord } from '../autotask/types';
import type { CheckSettings } from './settings';
import type { Finding } from './types';
import type { Seen } from './http-recorder';

/** What one run saw: plain data, from which all verdicts are made. */
export interface Evidence {
	autotask: AutotaskEvidence;
	tdSynnex: TdSynnexEvidence;
	/** n8n's clock at the end of the run, in milliseconds. */
	now: number;
	settings: CheckSettings;
}

export interface AutotaskEvidence {
	seen: Seen[];
	zone: Finding<{ name: string; url: string }>;
	login: Finding<Threshold>;
	/** The resource acted for; `unset` when no Impersonation Resource ID is given. */
	impersonation: Finding<WireRecord | null> | 'unset';
	/** By entity. */
	modules: Record<string, ModuleEvidence>;
	/** The company itself (id 0) and every company that is called like the vendor. */
	companies: Finding<WireRecord[]>;
	companyTypes: Finding<FieldInfo[]>;
	/** How many lines of business the database has; asked only where nothing else was seen. */
	linesOfBusiness: Finding<number>;
	/** A handful of products, those with a TD SYNNEX SKU first. */
	products: Finding<WireRecord[]>;
	/** Every product that shares its TD SYNNEX SKU with one of those. */
	sameSkus: Finding<WireRecord[]>;
	productFields: Finding<FieldInfo[]>;
	materialCodes: Finding<WireRecord[]>;
	inventoryLocations: Finding<WireRecord[]>;
	purchaseOrderFields: Finding<FieldInfo[]>;
	/** Purchase orders of the last year with an External P.O. Number. */
	numberedOrders: Finding<WireRecord[]>;
}

export interface ModuleEvidence {
	info: Finding<EntityInfo>;
	/** Records that the API user sees. */
	count: Finding<number>;
}

export interface TdSynnexEvidence {
	/** Whether the node has the credential at all. */
	inUse: boolean;
	environment: string;
	seenEc: Seen[];
	seenInvoice: Seen[];
	price: Finding<PriceSeen>;
	/** The state that the look-up gave, such as `notFound`. */
	orderStatus: Finding<string>;
	/** How many invoices the look-up gave. */
	invoices: Finding<number>;
	priceFile: Finding<PriceFileSeen>;
}

export interface PriceSeen {
	sku: string;
	/** `active`, `not-found`, ... as the catalogue has it. */
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
