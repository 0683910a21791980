/**
 * The text of expressions: tokens, syntax trees and the parser of the C# 7 subset.
 */
@NullMarked
package io.selvage.gateway.expression.syntax;

import org.jspecify.annotations.NullMarked;
