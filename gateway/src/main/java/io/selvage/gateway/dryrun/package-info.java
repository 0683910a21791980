/**
 * Runs a policy document on a sample request without a backend: for authors and for
 * tests.
 */
@NullMarked
package io.selvage.gateway.dryrun;

import org.jspecify.annotations.NullMarked;
