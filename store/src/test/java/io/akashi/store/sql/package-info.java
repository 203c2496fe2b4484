/** Tests of the workbench. */
package io.akashi.store.sql;
