import type { FastifyReply } from 'fastify';

import { placesOf } from '../ec/places';
import { findAnswers, GREATEST_REQUEST, statusWord, type PriceAnswer } from '../ec/price';
import type { Shop } from '../shop';
import { refuse } from './refuse';

/** Price kinds that a request may name. */
const PRICE_TYPES = [
	'REGULAR',
	'EDUCATION',
	'PROMOTION',
	'HEALTHCARE',
	'FEDERALGOVERNMENT',
	'STATEGOVERNMENT',
];

interface AskedLine {
	synnexSKU?: string;
	mfgPN?: string;
	lineNumber?: number | string;
	priceType?: string;
}

/** `GetPriceAvailability`: the XML service's model in JSON. */
export function answerPriceJson(body: unknown, shop: Shop, reply: FastifyReply): FastifyReply {
	const { version, skuList } = (body ?? {}) as { version?: string; skuList?: AskedLine[] };
	const no = (message: string) => refuse(reply.request, reply, 400, message);
	if (version !== '2.8' && version !== '3.0') return no('version must be 2.8 or 3.0');
	if (!Array.isArray(skuList) || skuList.length === 0) return no('skuList is required');
	if (skuList.length > GREATEST_REQUEST)
		return no(`at most ${GREATEST_REQUEST} products a request`);
	if (skuList.some(({ synnexSKU, mfgPN }) => !synnexSKU && !mfgPN)) {
		return no('synnexSKU or mfgPN is required');
	}
	if (skuList.some(({ priceType = 'REGULAR' }) => !PRICE_TYPES.includes(priceType))) {
		return no('priceType is not known');
	}
	const asked = skuList.map(({ synnexSKU, mfgPN, lineNumber }) => ({
		sku: synnexSKU ?? '',
		mpn: mfgPN ?? '',
		lineNumber: String(lineNumber ?? ''),
	}));
	const types = new Map(asked.map(({ lineNumber }, at) => [lineNumber, skuList[at]?.priceType]));
	return reply.send({
		PriceAvailabilityList: findAnswers(asked, shop.world).map((answer) =>
			answerOf(answer, types.get(answer.asked.lineNumber) ?? 'REGULAR', shop),
		),
		errorMessage: null,
		errorDetail: null,
	});
}

function answerOf({ asked, product }: PriceAnswer, priceType: string, shop: Shop) {
	const { lineNumber, mpn } = asked;
	if (!product) {
		return {
			lineNumber: Number(lineNumber),
			synnexSKU: '0',
			mfgPN: mpn,
			mfgCode: null,
			status: 'Not found',
			description: null,
			price: null,
			priceType,
			msrp: null,
			totalQuantity: 0,
			weight: null,
			parcelShippable: null,
			AvailabilityByWarehouse: [],
		};
	}
	return {
		lineNumber: Number(lineNumber),
		synnexSKU: product.sku,
		mfgPN: product.mpn,
		mfgCode: product.vendorCode,
		status: statusWord(product),
		description: product.description,
		price: product.status === 'Active' ? shop.world.priceOf(product, priceType) : null,
		priceType,
		msrp: product.msrp,
		totalQuantity: product.totalQuantity,
		weight: product.weight,
		parcelShippable: product.parcelShippable ? 'Y' : 'N',
		AvailabilityByWarehouse: placesOf(product, shop.world).map((place) => ({
			warehouseInfo: {
				number: place.number,
				zipcode: place.zip,
				city: place.city,
				addr: place.address,
			},
			qty: place.quantity,
			onOrderQuantity: place.onOrder,
			estimatedArrivalDate: place.eta,
		})),
	};
}
