/**
 * Bodies of the management contract, read, written and judged by the catalog.
 */
@NullMarked
package io.selvage.conformance.contract;

import org.jspecify.annotations.NullMarked;
