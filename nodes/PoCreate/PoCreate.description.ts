import type { INodeProperties } from 'n8n-workflow';
import { chargeSource } from './fields/charges.fields';
import { lineSource, opportunitySource } from './fields/new-order.fields';
import { optionMap, orderOptions } from './fields/order-options.fields';
import { reseller } from './fields/reseller.fields';
import { rules } from './fields/rules.fields';
import { general, safety, writeBack } from './fields/run.fields';
import { resourceAndOperation } from './actions';
import { previewOf } from './actions/preview.operation';
import { reading, selection } from './fields/selection.fields';
import { vendorField } from '../shared/vendor';

export const properties: INodeProperties[] = [
	...resourceAndOperation,
	previewOf,
	vendorField,
	...selection,
	...chargeSource,
	...opportunitySource,
	...lineSource,
	...reading,
	orderOptions,
	optionMap,
	reseller,
	rules,
	writeBack,
	safety,
	general,
];
