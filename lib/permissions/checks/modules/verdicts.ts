import type { EntityInfo, WireRecord } from '../../../autotask/types';
import { pluralize } from '../../../shared/pluralize';
import type { AutotaskEvidence, ModuleEvidence } from '../../evidence';
import { moduleId } from '../../check-ids';
import { MODULES, type ModuleAccess, type Right } from './entities';
import type { CheckVerdict } from '../../types';
import { failed, onAnswer, passed, untested, warned } from '../../verdict';

/** What Autotask's own entity information says, proved by a harmless read. */
export function moduleVerdicts(seen: AutotaskEvidence): Record<string, CheckVerdict> {
	return {
		...Object.fromEntries(
			MODULES.map((access) => [moduleId(access.entity), moduleVerdict(access, seen)]),
		),
		'module.cost': costs(seen),
	};
}

/**
 * Codes with which Autotask says that a right or a whole module is missing, and not that something
 * else went wrong.
 */
export const NO_RIGHT = ['autotask-permission', 'autotask-not-found', 'autotask-address-unknown'];

function moduleVerdict(access: ModuleAccess, seen: AutotaskEvidence): CheckVerdict {
	const evidence = seen.modules[access.entity];
	if (!evidence) return untested('The check did not get that far');
	const { info, count } = evidence;
	const lacking = access.optional ? warned : failed;
	if (info.state === 'refused' && NO_RIGHT.includes(info.code))
		return lacking('no access', info.cause);
	return onAnswer(info, (entity) => rightsVerdict(access, entity, count));
}

function rightsVerdict(
	access: ModuleAccess,
	entity: EntityInfo,
	count: ModuleEvidence['count'],
): CheckVerdict {
	const given = access.rights.map((right) => ({ right, access: accessFor(entity, right) }));
	const shown = given.map((one) => `${one.right} ${one.access}`).join(', ');
	const lacking = given.filter((one) => one.access === 'None').map((one) => one.right);
	if (lacking.length > 0)
		return (access.optional ? warned : failed)(
			shown,
			`Autotask's entity information of ${access.entity} denies ${lacking.join(', ')}`,
		);
	if (count.state === 'refused' && NO_RIGHT.includes(count.code))
		return failed(
			`${shown}; read refused`,
			`${access.entity} says read ${entity.userAccessForQuery}, but a read was refused: ${count.cause}`,
		);
	if (count.state === 'refused') return untested(count.cause);
	const read =
		count.state === 'found' ? `a read shows ${pluralize(count.value, 'record')}` : 'not read';
	const limited = given.filter((one) => one.access !== 'All').map((one) => one.right);
	return limited.length > 0
		? warned(shown, `Only some records for ${limited.join(', ')}; ${read}`)
		: passed(shown, `As entity information reports it; ${read}`);
}

/** `All`, `Restricted` or `None`; an entity that the API cannot write at all counts as None. */
function accessFor(entity: EntityInfo, right: Right): string {
	const [can, access] = {
		create: [entity.canCreate, entity.userAccessForCreate],
		read: [entity.canQuery, entity.userAccessForQuery],
		update: [entity.canUpdate, entity.userAccessForUpdate],
	}[right] as [boolean, string];
	return can ? access : 'None';
}

/**
 * Without the right to costs Autotask leaves `unitCost` empty on every product, and ignores it on
 * writes (Autotask REST: Products). One cost that can be read is proof; that none can be read is
 * proof only where there are products enough that one would have a cost.
 */
function costs(seen: AutotaskEvidence): CheckVerdict {
	return onAnswer(seen.products, (products) => {
		if (products.length === 0)
			return untested(
				'There is no product yet with a cost to read. Run Check with Write Proof gives the answer',
			);
		const priced = products.filter(({ unitCost }) => unitCost !== null && unitCost !== undefined);
		if (priced.length > 0)
			return passed(
				'visible',
				`${pluralize(priced.length, 'product')} of ${products.length} read show a cost, such as ${nameOf(priced[0])}`,
			);
		const evidence = `None of ${pluralize(products.length, 'product')} read shows a cost`;
		return products.length >= ENOUGH
			? failed('hidden', evidence)
			: warned('none seen', `${evidence}. This can be a coincidence`);
	});
}

const ENOUGH = 3;

function nameOf(product: WireRecord | undefined): string {
	return String(product?.sku ?? product?.name ?? product?.id ?? '');
}
