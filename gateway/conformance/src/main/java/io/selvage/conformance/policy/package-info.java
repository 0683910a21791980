/**
 * Policy vectors, public policy documents and their behaviour cases, held against the
 * policy language by dry runs.
 */
@NullMarked
package io.selvage.conformance.policy;

import org.jspecify.annotations.NullMarked;
