/**
 * Where what the management API writes is kept: one SQL dialect, an embedded database or
 * PostgreSQL, a revision per write.
 */
@NullMarked
package io.selvage.catalog.store;

import org.jspecify.annotations.NullMarked;
