/**
 * Runs conformance vectors and prints what passed.
 */
@NullMarked
package io.selvage.conformance;

import org.jspecify.annotations.NullMarked;
