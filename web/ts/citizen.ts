// What a script adds to a citizen's page; nothing needs it. Runs after the page is read (defer).
import { sendOnce } from './send_once';

sendOnce();
