/** Names of Segment's Ecommerce and Email specs, which the samples, recipes and conditions speak of (semantics §1). */
export const STANDARD_EVENTS: readonly string[] = [
  'Product Viewed', 'Product List Viewed', 'Products Searched', 'Product Clicked', 'Product Added', 'Product Removed', 'Product Added to Wishlist', 'Cart Viewed',
  'Checkout Started', 'Checkout Step Completed', 'Payment Info Entered', 'Order Completed', 'Order Updated', 'Order Refunded', 'Order Cancelled',
  'Coupon Entered', 'Coupon Applied', 'Product Reviewed', 'Signed Up', 'Signed In', 'Page Viewed', 'Email Sent', 'Email Delivered', 'Email Opened',
  'Email Link Clicked', 'Email Bounced', 'Email Marked as Spam', 'Subscribed', 'Unsubscribed',
];
