/**
 * Secrets at rest and references to secrets that are kept elsewhere.
 */
@NullMarked
package io.selvage.catalog.secret;

import org.jspecify.annotations.NullMarked;
