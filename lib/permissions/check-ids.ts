/** The services that a run may call, each with its own road. */
export const SERVICES = {
	autotask: 'Autotask REST API',
	ec: 'TD SYNNEX EC XML (price, orders)',
	invoice: 'TD SYNNEX invoice service',
} as const;
export type Service = keyof typeof SERVICES;

/**
 * The last of a service's reach checks that others stand behind: it holds only when the whole road
 * is free.
 */
export const reached = (service: Service): string => `reach.${service}.gateway`;

/** Together these say: logged in. */
export const LOGIN = [
	'identity.tracking-identifier',
	'identity.api-only',
	'identity.locked',
	'identity.secret',
];
export const moduleId = (entity: string): string => `module.${entity}`;
/** The check that what is read is all there is. */
export const SEES_ALL = 'line-of-business';

/** Ids of the write proof's rows, in the order of its steps. */
export const PROOF = {
	create: 'proof.create-product',
	update: 'proof.update-product',
	cost: 'proof.write-cost',
	vendor: 'proof.create-vendor-entry',
	field: 'proof.write-field',
	left: 'proof.left-behind',
	order: 'proof.update-purchase-order',
} as const;
