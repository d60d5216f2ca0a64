// The residents' script in English: vite.config.ts takes the other languages out.
import './boot.ts';
