/**
 * Turns the writes of a client into changes of the catalog: imports, copies, releases and
 * what the service fills in.
 */
@NullMarked
package io.selvage.catalog.write;

import org.jspecify.annotations.NullMarked;
