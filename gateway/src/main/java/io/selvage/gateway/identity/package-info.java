/**
 * Tokens of managed identities, with which backends are called.
 */
@NullMarked
package io.selvage.gateway.identity;

import org.jspecify.annotations.NullMarked;
