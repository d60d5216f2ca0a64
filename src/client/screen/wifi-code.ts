/**
 * What a QR code holds by which a phone joins a wifi: `WIFI:T:WPA;S:Zaal;P:geheim;;`, as ZXing wrote it down first and as
 * iOS and Android read it. A backslash stands before what else would end a field.
 * @param password '' where the network has none
 */
export function wifiCode(network: string, password: string): string {
	const lock = password === '' ? 'T:nopass;' : 'T:WPA;';
	return `WIFI:${lock}S:${escaped(network)};${password === '' ? '' : `P:${escaped(password)};`};`;
}

function escaped(text: string): string {
	return text.replace(/[\\;,:"]/g, '\\$&');
}
