// What a script adds to an officer's page; nothing needs it.
import { dropFile } from './drop_file';
import { keysInTable } from './table_keys';
import { pickAll } from './pick_all';
import { sendOnce } from './send_once';

sendOnce();
pickAll();
keysInTable();
dropFile();
