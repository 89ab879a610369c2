// Images that tell the sender when, where and how often a message is read.

/** Hosts and paths of services whose pictures report reading, by what people know them by. Lower case. */
const SERVICES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Mailchimp', /(?:^|\.)list-manage\d?\.com$|(?:^|\.)mandrillapp\.com$/],
  ['HubSpot', /(?:^|\.)hubspotemail\.net$|(?:^|\.)hubspotlinks\.com$|(?:^|\.)hs-sites\.com$|(?:^|\.)hubapi\.com$/],
  ['SendGrid', /(?:^|\.)sendgrid\.(?:net|com)$/],
  ['Mailgun', /(?:^|\.)mailgun\.(?:org|net)$/],
  ['Salesforce', /(?:^|\.)exct\.net$|(?:^|\.)exacttarget\.com$|(?:^|\.)pardot\.com$/],
  ['Klaviyo', /(?:^|\.)klaviyo(?:mail)?\.com$|(?:^|\.)klclick\d?\.com$/],
  ['Brevo', /(?:^|\.)sendib(?:m|t)\d?\.com$|(?:^|\.)sendinblue\.com$|(?:^|\.)brevo\.com$/],
  ['Mailjet', /(?:^|\.)mailjet\.com$|(?:^|\.)mjt\.lu$/],
  ['Postmark', /(?:^|\.)pstmrk\.it$/],
  ['SparkPost', /(?:^|\.)spmta\.com$|(?:^|\.)sparkpostmail\d?\.com$/],
  ['Amazon SES', /(?:^|\.)awstrack\.me$/],
  ['Constant Contact', /(?:^|\.)rs6\.net$|(?:^|\.)constantcontact\.com$/],
  ['Campaign Monitor', /(?:^|\.)createsend\d?\.com$|(?:^|\.)cmail\d{1,2}\.com$/],
  ['ActiveCampaign', /(?:^|\.)activehosted\.com$|(?:^|\.)acems\d\.com$/],
  ['Litmus', /(?:^|\.)emltrk\.com$/],
  ['Customer.io', /(?:^|\.)customeriomail\.com$/],
  ['Intercom', /(?:^|\.)intercom-mail\.com$|(?:^|\.)via\.intercom\.io$/],
  ['Braze', /(?:^|\.)braze\.com$|(?:^|\.)appboy\.com$/],
  ['Iterable', /(?:^|\.)iterable\.com$|(?:^|\.)iterablelink\.com$/],
  ['Marketo', /(?:^|\.)mktossl\.com$|(?:^|\.)mktomail\.com$|(?:^|\.)marketo\.com$/],
  ['Yesware', /(?:^|\.)yesware\.com$/],
  ['Mailtrack', /(?:^|\.)mailtrack\.io$|(?:^|\.)mltrk\.io$/],
  ['Streak', /(?:^|\.)mailfoogae\.appspot\.com$|(?:^|\.)streak\.com$/],
  ['Superhuman', /(?:^|\.)r\.superhuman\.com$/],
  ['Google Analytics', /(?:^|\.)google-analytics\.com$/],
  ['DoubleClick', /(?:^|\.)doubleclick\.net$/],
  ['Mixpanel', /(?:^|\.)mixpanel\.com$/],
  ['LinkedIn', /(?:^|\.)px\.ads\.linkedin\.com$/],
  ['Facebook', /^www\.facebook\.com$/],
];
/** Paths that open-tracking has at any host. */
const OPEN_PATH =
  /\/(?:wf\/open|track\/open|open\.(?:gif|php|aspx)|o\.gif|e\/o\/|trk\/open|pixel\.(?:gif|png)|beacon)/i;

/** A remote image of a message. */
export interface RemoteImage {
  readonly url: string;
  /** As wide and high as it is to be shown, where the message says so, in CSS pixels. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** The message hides it. */
  readonly hidden: boolean;
}

/** Whether a picture is there to be counted and not to be seen; `name` is the service, or the host. */
export function trackerOf({ url, width, height, hidden }: RemoteImage): { readonly name: string } | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, pathname } = new URL(url);
  const isUnseen = hidden || ((width ?? 99) <= 2 && (height ?? 99) <= 2) || width === 0 || height === 0;
  if (!isUnseen && !OPEN_PATH.test(pathname)) return undefined;
  return { name: SERVICES.find(([, pattern]) => pattern.test(hostname))?.[0] ?? hostname };
}
