import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** Key and certificate as PEM text. */
export interface Certificate {
	key: string;
	cert: string;
}

/**
 * A certificate that vouches for itself, for one host name and a day: Node makes keys but no certificates, and a
 * test should not depend on an openssl command. The shape is that of RFC 5280, with an ECDSA key.
 */
export function selfSigned(host: string): Certificate {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const name = sequence(set(sequence(oid('550403'), tagged(0x0c, Buffer.from(host)))));
	const alternativeNames = sequence(tagged(0x82, Buffer.from(host)));
	const body = sequence(
		tagged(0xa0, number(2)),
		// its first byte is small: a serial number is positive
		number(1, ...randomBytes(8)),
		ECDSA_WITH_SHA256,
		name,
		sequence(time(-HOUR), time(24 * HOUR)),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		tagged(0xa3, sequence(sequence(oid('551d11'), tagged(0x04, alternativeNames)))),
	);
	const signature = sign('sha256', body, privateKey);
	const certificate = sequence(body, ECDSA_WITH_SHA256, tagged(0x03, Buffer.of(0), signature));
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
	};
}

const HOUR = 3_600_000;
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));

function tagged(tag: number, ...parts: Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const { length } = content;
	const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
	return tagged(0x30, ...parts);
}

function set(...parts: Buffer[]): Buffer {
	return tagged(0x31, ...parts);
}

function number(...bytes: number[]): Buffer {
	return tagged(0x02, Buffer.from(bytes));
}

function oid(hex: string): Buffer {
	return tagged(0x06, Buffer.from(hex, 'hex'));
}

/** So many milliseconds from now, as YYMMDDhhmmssZ. */
function time(fromNow: number): Buffer {
	const digits = new Date(Date.now() + fromNow).toISOString().replace(/\D/g, '');
	return tagged(0x17, Buffer.from(`${digits.slice(2, 14)}Z`));
}
