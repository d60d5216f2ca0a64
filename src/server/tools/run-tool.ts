import { StartRefusal } from '../start-refusal.ts';
import { damaged, isDamaged } from '../store/damage.ts';

/**
 * Runs a command of the product: what it refuses goes to stderr in words, with exit code 1 and no stack.
 * @param usage how the command is given; follows what is wrong with its options.
 * @param failed told what is said on stderr
 */
export async function runTool(usage: string, tool: () => Promise<void>, failed: (words: string) => void = () => {}): Promise<void> {
	const say = (words: string) => {
		console.error(words);
		failed(words);
	};
	try {
		await tool();
	} catch (error) {
		const wrong = wrongOption(error);
		if (error instanceof StartRefusal) say(error.message);
		else if (isDamaged(error)) say(damaged('De gegevens zijn').message);
		else if (wrong !== null) say(`${wrong}\n${usage}`);
		else throw error;
		process.exitCode = 1;
	}
}

/** What `parseArgs` found wrong, in Dutch; null for any other error. */
function wrongOption(error: unknown): string | null {
	if (!(error instanceof TypeError) || !('code' in error)) return null;
	const [, named = ''] = /'(.+?)[ ']/.exec(error.message) ?? [];
	switch (error.code) {
		case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
			return `${named} kent deze opdracht niet.`;
		case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
			return error.message.includes('does not take') ? `Achter ${named} hoort niets te staan.` : `Achter ${named} hoort nog iets te staan.`;
		case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
			return `Met "${named}" kan deze opdracht niets.`;
		default:
			return null;
	}
}
