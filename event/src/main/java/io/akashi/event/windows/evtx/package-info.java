/**
 * Windows event log files: chunks, records, binary XML. Sources: libyal/libevtx, "Windows XML Event
 * Log (EVTX) format"; Microsoft, [MS-EVEN6] 2.2.12 (BinXml).
 */
@NullMarked
package io.akashi.event.windows.evtx;

import org.jspecify.annotations.NullMarked;
