/**
 * Hashes, message authentication codes, RSA, symmetric ciphers and certificates as .NET
 * has them.
 */
@NullMarked
package io.selvage.gateway.expression.crypto;

import org.jspecify.annotations.NullMarked;
