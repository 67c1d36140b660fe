import { absenceOf } from '../../../../lib/autotask/requests/network-errors';
import type { Call } from '../../../../lib/autotask/requests/call';
import { NoAnswer, type NoAnswerKind } from '../../../../lib/shared/http';

const CALL: Call = { kind: 'read', method: 'GET', path: 'V1.0/Products/1', entity: 'Products' };
const told = (kind: NoAnswerKind, code: string) =>
	absenceOf(new NoAnswer(kind, 'webservices3.autotask.net', code), CALL);

describe('no answer from Autotask', () => {
	it.each<[NoAnswerKind, string, string, string]>([
		[
			'lookup',
			'ENOTFOUND',
			'autotask-host-unknown',
			'The host webservices3.autotask.net is not known',
		],
		[
			'refused',
			'ECONNREFUSED',
			'autotask-connection-refused',
			'webservices3.autotask.net refused the connection',
		],
		[
			'certificate',
			'CERT_HAS_EXPIRED',
			'autotask-certificate',
			'The certificate of webservices3.autotask.net was not accepted: it has expired',
		],
		[
			'certificate',
			'DEPTH_ZERO_SELF_SIGNED_CERT',
			'autotask-certificate',
			'The certificate of webservices3.autotask.net was not accepted: it is self-signed',
		],
		[
			'certificate',
			'CERT_SOMETHING_NEW',
			'autotask-certificate',
			'The certificate of webservices3.autotask.net was not accepted: CERT_SOMETHING_NEW',
		],
		[
			'timeout',
			'ETIMEDOUT',
			'autotask-timeout',
			'webservices3.autotask.net did not answer in time',
		],
		[
			'reset',
			'ECONNRESET',
			'autotask-connection-lost',
			'webservices3.autotask.net closed the connection before it answered',
		],
		['cancelled', 'ERR_CANCELED', 'autotask-cancelled', 'The run was canceled'],
		[
			'other',
			'EHOSTUNREACH',
			'autotask-unreachable',
			'webservices3.autotask.net could not be reached: EHOSTUNREACH',
		],
	])('%s (%s) is told as %s', (kind, code, expected, cause) => {
		const { problem } = told(kind, code);
		expect(problem.code).toBe(expected);
		expect(problem.message).toBe(cause);
		expect(problem.remedy).toMatch(/^(Check|Run) .*\.$/);
	});

	it('says that nothing was written only when the call never arrived', () => {
		const arrived = (
			['lookup', 'refused', 'certificate', 'timeout', 'reset', 'cancelled', 'other'] as const
		).filter((kind) => !told(kind, 'x').untouched);
		expect(arrived).toEqual(['timeout', 'reset', 'cancelled', 'other']);
	});

	it('is not tried again where trying cannot help', () => {
		expect(told('certificate', 'CERT_HAS_EXPIRED').passing).toBe(false);
		expect(told('cancelled', 'ERR_CANCELED').passing).toBe(false);
	});
});
