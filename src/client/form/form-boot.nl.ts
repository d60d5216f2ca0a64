// The form's script in Dutch: vite.config.ts takes the other languages out.
import './boot.ts';
