import { LOGIN, moduleId, SEES_ALL } from '../../check-ids';
import { COST_SCREEN, type ModuleAccess } from './entities';
import { SCREEN } from '../../../autotask/screens';
import type { Check } from '../../types';

/** What it may do with one entity. */
export function moduleCheck(access: ModuleAccess): Check {
	return {
		id: moduleId(access.entity),
		area: 'Modules',
		name: access.name,
		needed: `${access.rights.map((right) => right[0]?.toUpperCase() + right.slice(1)).join(', ')}${access.manualRow ? ` (manual: ${access.manualRow})` : ''}`,
		blocks: access.blocks,
		remedy: `Grant the right at ${access.screen}.`,
		docs: 'docs/setup.md#security-level',
		needs: LOGIN,
	};
}

export function costCheck(): Check {
	return {
		id: 'module.cost',
		area: 'Modules',
		name: 'Costs can be seen',
		needed: 'A security level that is allowed to read and write costs',
		blocks:
			'Unit costs: Autotask silently ignores a cost that is written without this right, so a run can succeed and write no cost.',
		remedy: `Set ${COST_SCREEN}.`,
		docs: 'docs/setup.md#costs',
		needs: [moduleId('Products')],
	};
}

export function lineOfBusinessCheck(): Check {
	return {
		id: SEES_ALL,
		area: 'Line of business',
		name: 'The API user sees the records',
		needed: 'Every line of business that TD SYNNEX business belongs to, or none assigned at all',
		blocks:
			'Everything, without an error: Autotask answers "no records", and a sync would create products that already exist.',
		remedy: `Assign all lines of business at ${SCREEN.apiUser} > Line of Business, and select "Resource can view items with no assigned Line of Business".`,
		docs: 'docs/setup.md#line-of-business',
		needs: LOGIN,
	};
}
